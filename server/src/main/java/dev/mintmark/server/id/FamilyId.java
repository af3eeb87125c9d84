package dev.mintmark.server.id;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Names a session family; the `sid` of its access tokens. 128 bits: 48 of time, so that new rows
/// land beside each other in the database, and 80 of chance. An identifier, not a secret.
public record FamilyId(long high, long low) {
    private static final int RANDOM_HIGH_BITS = 16;

    /// After all that there can be.
    public static final FamilyId LAST = new FamilyId(-1, -1);

    public static FamilyId random(Instant now, RandomGenerator random) {
        long chance = random.nextLong() >>> (Long.SIZE - RANDOM_HIGH_BITS);
        return new FamilyId(now.toEpochMilli() << RANDOM_HIGH_BITS | chance, random.nextLong());
    }

    public static FamilyId of(byte[] sixteen) {
        if (sixteen.length != 2 * Long.BYTES) {
            throw new IllegalArgumentException("a family id has 16 bytes");
        }
        var buffer = ByteBuffer.wrap(sixteen);
        return new FamilyId(buffer.getLong(), buffer.getLong());
    }

    /// Reads the 32 hexadecimal digits that [#toString()] writes.
    public static Optional<FamilyId> parse(String text) {
        if (text.length() != 32 || !text.chars().allMatch(FamilyId::isLowerHex)) {
            return Optional.empty();
        }
        return Optional.of(
                new FamilyId(
                        Long.parseUnsignedLong(text, 0, 16, 16),
                        Long.parseUnsignedLong(text, 16, 32, 16)));
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
    }

    @Override
    public String toString() {
        var hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }

    private static boolean isLowerHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
}
