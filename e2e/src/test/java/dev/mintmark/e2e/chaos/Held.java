package dev.mintmark.e2e.chaos;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What a device has in hand.
///
/// @param session that the tokens are of
/// @param token the newest refresh token
/// @param access the access token that came with it
record Held(String session, String token, String access) {
    static final Held NOTHING = new Held("", "", "");

    boolean isNothing() {
        return token.isEmpty();
    }

    /// What a history says instead of a token.
    static String fingerprint(String token) {
        if (token.isEmpty()) {
            return "";
        }
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(US_ASCII));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "Held[" + session + ", ***]";
    }
}
