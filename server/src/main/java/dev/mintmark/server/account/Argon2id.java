package dev.mintmark.server.account;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Argon2id (RFC 9106) in PHC strings: `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>`.
///
/// Passwords are normalised to Unicode NFC, so that the same keys give the same password on every
/// platform, and are never cut.
///
/// @param memoryKib memory per hash
/// @param passes passes over it
/// @param lanes degree of parallelism
record Argon2id(int memoryKib, int passes, int lanes) {
    /// The lowest setting that OWASP's password storage advice accepts: 19 MiB, two passes.
    static final Argon2id DEFAULT = new Argon2id(19_456, 2, 1);

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern PHC =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
                            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    String hash(String password, RandomGenerator random) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return phc(salt, derive(password, salt, HASH_BYTES));
    }

    private String phc(byte[] salt, byte[] hash) {
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        memoryKib,
                        passes,
                        lanes,
                        base64.encodeToString(salt),
                        base64.encodeToString(hash));
    }

    /// A hash that no password matches and that costs as much to check as a real one, for names
    /// that do not exist.
    String decoy(RandomGenerator random) {
        var salt = new byte[SALT_BYTES];
        var hash = new byte[HASH_BYTES];
        random.nextBytes(salt);
        random.nextBytes(hash);
        return phc(salt, hash);
    }

    /// Whether the password is the one that was hashed, whatever parameters it was hashed with.
    static boolean matches(String password, String phc) {
        var matcher = PHC.matcher(phc);
        if (!matcher.matches()) {
            throw new IllegalStateException("a stored password is not an Argon2id PHC string");
        }
        byte[] salt = Base64.getDecoder().decode(matcher.group(4));
        byte[] expected = Base64.getDecoder().decode(matcher.group(5));
        byte[] presented = parameters(matcher).derive(password, salt, expected.length);
        return MessageDigest.isEqual(presented, expected);
    }

    /// Whether a stored hash was made with other parameters than these.
    boolean differsFrom(String phc) {
        var matcher = PHC.matcher(phc);
        return !matcher.matches() || !parameters(matcher).equals(this);
    }

    private static Argon2id parameters(Matcher phc) {
        return new Argon2id(
                Integer.parseInt(phc.group(1)),
                Integer.parseInt(phc.group(2)),
                Integer.parseInt(phc.group(3)));
    }

    private byte[] derive(String password, byte[] salt, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(memoryKib)
                        .withIterations(passes)
                        .withParallelism(lanes)
                        .withSalt(salt)
                        .build());
        var out = new byte[length];
        generator.generateBytes(
                Normalizer.normalize(password, Normalizer.Form.NFC).toCharArray(), out);
        return out;
    }
}
