package dev.mintmark.verifier.vectors;

import dev.mintmark.verifier.jose.Base64Url;

import java.math.BigInteger;

/// Integers as unsigned bytes, most significant first.
final class Numbers {

    private Numbers() {}

    static byte[] bytes(BigInteger value, int length) {
        byte[] signed = value.toByteArray();
        var fixed = new byte[length];
        int count = Math.min(signed.length, length);
        System.arraycopy(signed, signed.length - count, fixed, length - count, count);
        return fixed;
    }

    static String encoded(BigInteger value, int length) {
        return Base64Url.encode(bytes(value, length));
    }

    static String encoded(BigInteger value) {
        return encoded(value, (value.bitLength() + 7) / 8);
    }

    static byte[] reversed(byte[] bytes) {
        var reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
