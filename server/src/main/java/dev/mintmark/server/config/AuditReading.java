package dev.mintmark.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads what is set of the audit.
final class AuditReading {
    private static final Pattern MEGABYTES = Pattern.compile("\\d{1,4}");
    private static final int FEWEST_MEGABYTES = 8;
    private static final int MOST_MEGABYTES = 4096;
    private static final int SHORTEST_SECRET = 32;

    private final Values values;

    AuditReading(Values values) {
        this.values = values;
    }

    Audit audit() {
        return new Audit(
                values.read(Setting.AUDIT, AuditReading::isOn),
                values.read(Setting.AUDIT_REFUSALS, AuditReading::isFailing),
                values.read(Setting.AUDIT_BUFFER_MEGABYTES, AuditReading::megabytes) << 20,
                values.duration(Setting.AUDIT_SEAL_EVERY, Audit.SEAL_EVERY),
                values.duration(Setting.AUDIT_KEEP, Audit.KEEP),
                sinks());
    }

    private Audit.Sinks sinks() {
        var webhook = values.read(Setting.AUDIT_WEBHOOK_URL, ifAny(AuditReading::webhook));
        var secret = values.secret(Setting.AUDIT_WEBHOOK_SECRET, AuditReading::secret);
        if (webhook.isPresent()
                && secret instanceof SecretSetting.NotGiven
                && values.areSound(Setting.AUDIT_WEBHOOK_URL, Setting.AUDIT_WEBHOOK_SECRET)) {
            values.problem(
                    Setting.AUDIT_WEBHOOK_SECRET,
                    "%s or its _FILE is required with %s"
                            .formatted(
                                    Setting.AUDIT_WEBHOOK_SECRET.variable(),
                                    values.label(Setting.AUDIT_WEBHOOK_URL)));
        }
        return new Audit.Sinks(
                values.read(Setting.AUDIT_FILE, ifAny(Path::of)),
                values.read(Setting.AUDIT_SYSLOG, ifAny(AuditReading::syslog)),
                webhook,
                secret);
    }

    private static <T> Function<String, Optional<T>> ifAny(Function<String, T> read) {
        return text -> text.isEmpty() ? Optional.empty() : Optional.of(read.apply(text));
    }

    private static boolean isOn(String text) {
        return switch (text) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("must be on or off");
        };
    }

    private static boolean isFailing(String text) {
        return switch (text) {
            case "buffer" -> false;
            case "fail-request" -> true;
            default -> throw new IllegalArgumentException("must be buffer or fail-request");
        };
    }

    private static long megabytes(String text) {
        if (!MEGABYTES.matcher(text).matches()
                || Long.parseLong(text) < FEWEST_MEGABYTES
                || Long.parseLong(text) > MOST_MEGABYTES) {
            throw new IllegalArgumentException(
                    "must be a number from %d to %d".formatted(FEWEST_MEGABYTES, MOST_MEGABYTES));
        }
        return Long.parseLong(text);
    }

    private static URI syslog(String text) {
        var address = URI.create(text);
        boolean fits =
                ("tcp".equals(address.getScheme()) || "udp".equals(address.getScheme()))
                        && address.getHost() != null
                        && address.getPort() > 0
                        && address.getPath().isEmpty();
        if (!fits) {
            throw new IllegalArgumentException("must be tcp://host:port or udp://host:port");
        }
        return address;
    }

    private static URI webhook(String text) {
        var address = URI.create(text);
        if (!("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                || address.getHost() == null
                || address.getUserInfo() != null) {
            throw new IllegalArgumentException("must be an http or https address");
        }
        return address;
    }

    private static Secret secret(String text) {
        if (text.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("must have at least 32 characters");
        }
        return new Secret(text);
    }
}
