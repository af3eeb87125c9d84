package dev.mintmark.server.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.server.secret.Hmac;
import dev.mintmark.verifier.jose.Base64Url;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Tokens that show that whoever sends a form could read the page it is on. Each is 16 random bytes
/// and an HMAC over them and over what it is bound to, the value of a cookie: so it is good for one
/// browser only, nothing has to be stored, and a cookie planted from outside does not come with a
/// token that fits.
public final class CsrfTokens {
    private static final int RANDOM_BYTES = 16;
    private static final int MAC_BYTES = 32;
    private static final int CHARACTERS = (RANDOM_BYTES + MAC_BYTES) * 4 / 3;

    private final Hmac key;
    private final RandomGenerator random;

    /// @param key of the authority, the same on every node; tokens get a key of their own from it
    public CsrfTokens(byte[] key, RandomGenerator random) {
        this.key = new Hmac(new Hmac(key).of("csrf token".getBytes(UTF_8)));
        this.random = random;
    }

    /// A new token for the browser whose cookie has this value. It differs each time, so that its
    /// bytes cannot be guessed from compressed answers.
    public String make(String cookieValue) {
        var bytes = new byte[RANDOM_BYTES + MAC_BYTES];
        var chance = new byte[RANDOM_BYTES];
        random.nextBytes(chance);
        System.arraycopy(chance, 0, bytes, 0, RANDOM_BYTES);
        System.arraycopy(mac(chance, cookieValue), 0, bytes, RANDOM_BYTES, MAC_BYTES);
        return Base64Url.encode(bytes);
    }

    public boolean isFor(String cookieValue, String token) {
        if (token.length() != CHARACTERS) {
            return false;
        }
        byte[] bytes = Base64Url.decode(token);
        if (bytes == null) {
            return false;
        }
        byte[] chance = Arrays.copyOf(bytes, RANDOM_BYTES);
        byte[] shown = Arrays.copyOfRange(bytes, RANDOM_BYTES, bytes.length);
        return MessageDigest.isEqual(mac(chance, cookieValue), shown);
    }

    private byte[] mac(byte[] chance, String cookieValue) {
        return key.of(chance, cookieValue.getBytes(UTF_8));
    }
}
