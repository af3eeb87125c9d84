package dev.mintmark.verifier.revocation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/// SipHash-2-4 with 128 bits of output (Aumasson and Bernstein, 2012), under a key that is drawn
/// when the process starts.
///
/// Whoever does not know the key can neither make two texts meet nor crowd one corner of a table.
/// By chance, a text meets one of a million others once in 10³² times. So the hash may stand for
/// the text.
final class SipHash {

    /// What stands for a text.
    ///
    /// @param high never 0, which tables take for nothing
    record Fingerprint(long high, long low) {}

    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long k0;
    private final long k1;

    SipHash(long k0, long k1) {
        this.k0 = k0;
        this.k1 = k1;
    }

    static SipHash withFreshKey() {
        var random = new SecureRandom();
        return new SipHash(random.nextLong(), random.nextLong());
    }

    Fingerprint of(String text) {
        return of(text.getBytes(UTF_8));
    }

    Fingerprint of(byte[] bytes) {
        var state = new State(k0, k1);
        int whole = bytes.length & -Long.BYTES;
        for (int at = 0; at < whole; at += Long.BYTES) {
            state.absorb((long) WORDS.get(bytes, at));
        }
        state.absorb(lastWord(bytes, whole));
        state.v2 ^= 0xee;
        long low = state.squeeze();
        state.v1 ^= 0xdd;
        long high = state.squeeze();
        return new Fingerprint(high == 0 ? 1 : high, low);
    }

    /// The bytes that fill no word, and the length.
    private static long lastWord(byte[] bytes, int from) {
        long word = (long) bytes.length << 56;
        for (int i = from; i < bytes.length; i++) {
            word |= (bytes[i] & 0xFFL) << (Byte.SIZE * (i - from));
        }
        return word;
    }

    /// Lives in registers: the compiler sees that it never leaves.
    private static final class State {

        private long v0;
        private long v1;
        private long v2;
        private long v3;

        State(long k0, long k1) {
            v0 = k0 ^ 0x736f6d6570736575L;
            v1 = k1 ^ 0x646f72616e646f6dL ^ 0xee;
            v2 = k0 ^ 0x6c7967656e657261L;
            v3 = k1 ^ 0x7465646279746573L;
        }

        void absorb(long word) {
            v3 ^= word;
            round();
            round();
            v0 ^= word;
        }

        long squeeze() {
            round();
            round();
            round();
            round();
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void round() {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32) + v3;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
