package dev.mintmark.server.id;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// Names an admin key in lists and in what is remembered of its acts. An identifier, not a secret.
public record AdminKeyId(String value) {
    private static final Pattern FORM = Pattern.compile("settings|process|adm_[0-9a-f]{16}");

    /// The key that the settings give.
    public static final AdminKeyId OF_SETTINGS = new AdminKeyId("settings");

    /// A key that a process made for itself and that ends with it.
    public static final AdminKeyId OF_PROCESS = new AdminKeyId("process");

    public AdminKeyId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not the id of an admin key");
        }
    }

    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    public static AdminKeyId random(RandomGenerator random) {
        return new AdminKeyId("adm_" + HexFormat.of().toHexDigits(random.nextLong()));
    }

    @Override
    public String toString() {
        return value;
    }
}
