package dev.mintmark.verifier.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/// Byte strings put together.
final class Bytes {

    private Bytes() {}

    static byte[] between(String before, int[] middle, String after) {
        var bytes = new byte[middle.length];
        for (int i = 0; i < middle.length; i++) {
            bytes[i] = (byte) middle[i];
        }
        return joined(before.getBytes(UTF_8), bytes, after.getBytes(UTF_8));
    }

    static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
