package dev.mintmark.server.secret;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Letters and digits only, so that a secret survives a double click, a URL and a shell. Each
/// 64-bit block becomes exactly eleven characters: lengths are fixed, and every value has exactly
/// one text.
final class Base62 {
    static final int BLOCK_BYTES = Long.BYTES;
    static final int BLOCK_CHARS = 11;

    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final byte[] VALUES = new byte[128];

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (int i = 0; i < DIGITS.length(); i++) {
            VALUES[DIGITS.charAt(i)] = (byte) i;
        }
    }

    private Base62() {}

    static void encode(byte[] blocks, StringBuilder out) {
        var buffer = ByteBuffer.wrap(blocks);
        while (buffer.hasRemaining()) {
            encode(buffer.getLong(), BLOCK_CHARS, out);
        }
    }

    /// The lowest `chars` digits of an unsigned number, most significant first.
    static void encode(long unsigned, int chars, StringBuilder out) {
        var digits = new char[chars];
        long rest = unsigned;
        for (int i = chars - 1; i >= 0; i--) {
            long quotient = Long.divideUnsigned(rest, DIGITS.length());
            digits[i] = DIGITS.charAt((int) (rest - quotient * DIGITS.length()));
            rest = quotient;
        }
        out.append(digits);
    }

    /// Fills `blocks` from `text` at `offset`; false when a character is foreign or a block's value
    /// does not fit 64 bits (two texts for one value would otherwise exist).
    static boolean decode(CharSequence text, int offset, byte[] blocks) {
        var buffer = ByteBuffer.wrap(blocks);
        for (int at = offset; buffer.hasRemaining(); at += BLOCK_CHARS) {
            long block = 0;
            for (int i = at; i < at + BLOCK_CHARS; i++) {
                int digit = digit(text.charAt(i));
                if (digit < 0 || overflows(block, digit)) {
                    return false;
                }
                block = block * DIGITS.length() + digit;
            }
            buffer.putLong(block);
        }
        return true;
    }

    private static int digit(char c) {
        return c < VALUES.length ? VALUES[c] : -1;
    }

    private static boolean overflows(long block, int digit) {
        long limit = Long.divideUnsigned(-1L, DIGITS.length());
        int compared = Long.compareUnsigned(block, limit);
        return compared > 0
                || (compared == 0 && digit > (int) Long.remainderUnsigned(-1L, DIGITS.length()));
    }
}
