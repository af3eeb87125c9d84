package dev.mintmark.verifier;

import dev.mintmark.verifier.jose.Sha256;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The SHA-256 of a whole token.
record TokenDigest(long first, long second, long third, long fourth) {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    static TokenDigest of(byte[] token) {
        byte[] hash = Sha256.of(token);
        return new TokenDigest(
                (long) LONG.get(hash, 0),
                (long) LONG.get(hash, 8),
                (long) LONG.get(hash, 16),
                (long) LONG.get(hash, 24));
    }

    /// For finding a place; any bits of it are as good as any others.
    int hash() {
        return (int) first;
    }

    /// All of it, whatever differs first.
    boolean isSameAs(TokenDigest other) {
        return ((first ^ other.first)
                        | (second ^ other.second)
                        | (third ^ other.third)
                        | (fourth ^ other.fourth))
                == 0;
    }
}
