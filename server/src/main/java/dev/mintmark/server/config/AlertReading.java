package dev.mintmark.server.config;

import dev.mintmark.server.config.Alerting.Mail;
import dev.mintmark.server.config.Alerting.Webhook;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads whom to tell when something is odd.
record AlertReading(Values values) {
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}");
    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{24,512}");
    private static final int MOST_RECIPIENTS = 20;

    Alerting alerting() {
        return new Alerting(webhook(), mail());
    }

    private Optional<Webhook> webhook() {
        var address = values.read(Setting.ALERT_WEBHOOK_URL, AlertReading::webhookAddress);
        var secret = values.secret(Setting.ALERT_WEBHOOK_SECRET, AlertReading::secret);
        if (address.isPresent() == secret instanceof SecretSetting.NotGiven
                && values.areSound(Setting.ALERT_WEBHOOK_URL, Setting.ALERT_WEBHOOK_SECRET)) {
            together(Setting.ALERT_WEBHOOK_URL, Setting.ALERT_WEBHOOK_SECRET);
        }
        return address.map(uri -> new Webhook(uri, secret));
    }

    private Optional<Mail> mail() {
        var server = values.read(Setting.SMTP_URL, AlertReading::server);
        var password = values.secret(Setting.SMTP_PASSWORD, Secret::new);
        var from = values.read(Setting.ALERT_MAIL_FROM, AlertReading::addresses);
        var to = values.read(Setting.ALERT_MAIL_TO, AlertReading::addresses);
        if (from.size() > 1) {
            values.problem(
                    Setting.ALERT_MAIL_FROM,
                    values.label(Setting.ALERT_MAIL_FROM) + ": must be one address");
        }
        boolean all = server.isPresent() && !from.isEmpty() && !to.isEmpty();
        boolean none = server.isEmpty() && from.isEmpty() && to.isEmpty();
        if (!all
                && !none
                && values.areSound(
                        Setting.SMTP_URL, Setting.ALERT_MAIL_FROM, Setting.ALERT_MAIL_TO)) {
            together(Setting.SMTP_URL, Setting.ALERT_MAIL_FROM, Setting.ALERT_MAIL_TO);
        }
        return all ? server.map(uri -> mail(uri, password, from.getFirst(), to)) : Optional.empty();
    }

    private static Mail mail(URI server, SecretSetting password, String from, List<String> to) {
        boolean tls = server.getScheme().equals("smtps");
        int port = server.getPort() > 0 ? server.getPort() : tls ? 465 : 587;
        boolean here = isHere(server.getHost());
        return new Mail(
                server.getHost(),
                port,
                tls,
                !here,
                Optional.ofNullable(server.getUserInfo()),
                password,
                from,
                to);
    }

    private void together(Setting first, Setting... others) {
        var names = Arrays.stream(others).map(Setting::variable).reduce((a, b) -> a + ", " + b);
        values.problem(
                first,
                "%s, %s go together; set all or none"
                        .formatted(first.variable(), names.orElse("")));
    }

    private static Optional<URI> webhookAddress(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var uri = uri(text);
        boolean secure = "https".equals(uri.getScheme());
        boolean here = "http".equals(uri.getScheme()) && isHere(uri.getHost());
        if ((!secure && !here) || uri.getHost() == null || uri.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "must be an https URL without a user; http only on this machine");
        }
        return Optional.of(uri);
    }

    private static Optional<URI> server(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var uri = uri(text);
        boolean known = "smtp".equals(uri.getScheme()) || "smtps".equals(uri.getScheme());
        if (!known
                || uri.getHost() == null
                || !(uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
                || (uri.getUserInfo() != null && uri.getUserInfo().contains(":"))) {
            throw new IllegalArgumentException(
                    "must be like smtp://user@mail.example.com:587 or smtps://mail.example.com,"
                            + " without a password");
        }
        return Optional.of(uri);
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not a URL", e);
        }
    }

    private static boolean isHere(@Nullable String host) {
        return host != null
                && (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]"));
    }

    private static List<String> addresses(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        var each = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (each.size() > MOST_RECIPIENTS || !each.stream().allMatch(AlertReading::isAddress)) {
            throw new IllegalArgumentException(
                    "must be mail addresses separated by commas, 20 at most");
        }
        return each;
    }

    private static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    private static Secret secret(String text) {
        if (!SECRET.matcher(text).matches()) {
            throw new IllegalArgumentException("must be 24 to 512 visible characters");
        }
        return new Secret(text);
    }
}
