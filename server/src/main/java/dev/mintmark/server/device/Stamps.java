package dev.mintmark.server.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.secret.Hmac;
import dev.mintmark.verifier.jose.Base64Url;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Short-lived values that only the authority can make, each for one session and one purpose:
/// chance, the time it is good until, and an HMAC. Every node takes those of every other, and
/// nothing has to be stored.
final class Stamps {
    private static final int MAC_BYTES = 32;
    private static final int BYTES = Long.BYTES + Long.BYTES + MAC_BYTES;
    private static final int CHARACTERS = BYTES * 4 / 3;

    private final Hmac key;
    private final Duration life;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// @param key of the authority; each purpose gets a key of its own from it
    Stamps(byte[] key, String purpose, Duration life, InstantSource clock, RandomGenerator random) {
        this.key = new Hmac(new Hmac(key).of(purpose.getBytes(UTF_8)));
        this.life = life;
        this.clock = clock;
        this.random = random;
    }

    Duration life() {
        return life;
    }

    String make(FamilyId family) {
        var until = clock.instant().plus(life).toEpochMilli();
        var seen = ByteBuffer.allocate(2 * Long.BYTES).putLong(random.nextLong()).putLong(until);
        var mac = key.of(seen.array(), family.bytes());
        return Base64Url.encode(ByteBuffer.allocate(BYTES).put(seen.array()).put(mac).array());
    }

    boolean isFor(FamilyId family, String text) {
        if (text.length() != CHARACTERS) {
            return false;
        }
        byte[] bytes = Base64Url.decode(text);
        if (bytes == null) {
            return false;
        }
        var seen = new byte[2 * Long.BYTES];
        var shown = new byte[MAC_BYTES];
        ByteBuffer.wrap(bytes).get(seen).get(shown);
        var until = Instant.ofEpochMilli(ByteBuffer.wrap(seen).getLong(Long.BYTES));
        return MessageDigest.isEqual(key.of(seen, family.bytes()), shown)
                && clock.instant().isBefore(until);
    }
}
