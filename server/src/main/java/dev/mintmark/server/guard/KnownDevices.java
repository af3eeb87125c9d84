package dev.mintmark.server.guard;

import dev.mintmark.server.secret.Hmac;
import dev.mintmark.verifier.jose.Base64Url;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Proof that an account was signed in to in a browser before: a number made up for the browser,
/// and a MAC over it and the name of the account. It opens nothing; whoever brings it is counted by
/// themselves when passwords are guessed elsewhere. Nothing of it is stored, and every node can
/// read what another wrote.
public final class KnownDevices {
    /// How long a browser keeps it.
    public static final Duration LIFE = Duration.ofDays(180);

    private static final int NUMBER_BYTES = 16;
    private static final int MAC_BYTES = 16;
    private static final byte[] PURPOSE = "known device".getBytes(StandardCharsets.US_ASCII);

    private final Hmac hmac;
    private final RandomGenerator random;

    /// @param key 32 secret bytes, the same on every node; another is derived from it
    public KnownDevices(byte[] key, RandomGenerator random) {
        this.hmac = new Hmac(new Hmac(key).of(PURPOSE));
        this.random = random;
    }

    /// A new one.
    ///
    /// @param account the name in the form in which no two accounts have it
    public String make(String account) {
        var number = new byte[NUMBER_BYTES];
        random.nextBytes(number);
        return write(number, account);
    }

    /// Which device it is, if it is one of this account's.
    public Optional<String> read(String text, String account) {
        byte[] bytes = Base64Url.decode(text);
        if (bytes == null || bytes.length != NUMBER_BYTES + MAC_BYTES) {
            return Optional.empty();
        }
        byte[] number = Arrays.copyOf(bytes, NUMBER_BYTES);
        byte[] mac = Arrays.copyOfRange(bytes, NUMBER_BYTES, bytes.length);
        return MessageDigest.isEqual(mac, mac(number, account))
                ? Optional.of(Base64Url.encode(number))
                : Optional.empty();
    }

    private String write(byte[] number, String account) {
        byte[] bytes = Arrays.copyOf(number, NUMBER_BYTES + MAC_BYTES);
        System.arraycopy(mac(number, account), 0, bytes, NUMBER_BYTES, MAC_BYTES);
        return Base64Url.encode(bytes);
    }

    private byte[] mac(byte[] number, String account) {
        byte[] whole = hmac.of(number, account.getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(whole, MAC_BYTES);
    }
}
