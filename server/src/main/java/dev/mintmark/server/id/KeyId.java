package dev.mintmark.server.id;

import java.util.regex.Pattern;

/// `kid`: the RFC 7638 SHA-256 thumbprint of the public key, hence unique over all time; or the
/// name that a key of a former system had there.
public record KeyId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~:@=+-]{1,128}");

    public KeyId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a key id");
        }
    }

    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
