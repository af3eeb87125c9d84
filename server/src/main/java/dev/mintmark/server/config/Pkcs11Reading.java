package dev.mintmark.server.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Reads where the token is that keeps private keys.
record Pkcs11Reading(Values values) {
    private static final Pattern SLOT = Pattern.compile("\\d{1,18}");

    Optional<Pkcs11> token() {
        boolean usual = values.read(Setting.KEY_CUSTODY, Pkcs11Reading::isUsual);
        var library = values.read(Setting.PKCS11_LIBRARY, Pkcs11Reading::library);
        var slot = values.read(Setting.PKCS11_SLOT, Pkcs11Reading::slot);
        var pin = values.secret(Setting.PKCS11_PIN, Secret::new);
        if (usual && library.isEmpty()) {
            values.problem(
                    Setting.KEY_CUSTODY,
                    "%s is pkcs11, but %s is not set"
                            .formatted(
                                    values.label(Setting.KEY_CUSTODY),
                                    Setting.PKCS11_LIBRARY.variable()));
        }
        if (library.isPresent() && pin instanceof SecretSetting.NotGiven) {
            values.problem(
                    Setting.PKCS11_PIN,
                    "%s needs %s or its _FILE"
                            .formatted(
                                    values.label(Setting.PKCS11_LIBRARY),
                                    Setting.PKCS11_PIN.variable()));
        }
        return library.map(path -> new Pkcs11(path, slot, pin, usual));
    }

    private static boolean isUsual(String text) {
        return switch (text) {
            case "sealed" -> false;
            case "pkcs11" -> true;
            default -> throw new IllegalArgumentException("must be sealed or pkcs11");
        };
    }

    /// The provider for PKCS#11 takes no other.
    private static Optional<Path> library(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var path = Path.of(text);
        if (!path.isAbsolute() || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("must be an absolute path");
        }
        return Optional.of(path);
    }

    private static OptionalLong slot(String text) {
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!SLOT.matcher(text).matches()) {
            throw new IllegalArgumentException("'%s' is not the number of a slot".formatted(text));
        }
        return OptionalLong.of(Long.parseLong(text));
    }
}
