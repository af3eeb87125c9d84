package dev.mintmark.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/// An input read as a list of decisions. Past its end every decision is the first one, so that all
/// inputs end.
final class Choices {

    private final ByteBuffer left;

    Choices(byte[] data) {
        left = ByteBuffer.wrap(data);
    }

    boolean isOver() {
        return !left.hasRemaining();
    }

    /// From 0 to below `bound`, which is at most 256.
    int below(int bound) {
        return isOver() ? 0 : (left.get() & 0xFF) % bound;
    }

    String of(String... texts) {
        return texts[below(texts.length)];
    }

    long number() {
        return left.remaining() < Long.BYTES ? below(256) : left.getLong();
    }

    /// Of at most 512 bytes, and seldom that long; not always lawful UTF-8.
    String text() {
        int wanted = below(256);
        var bytes = new byte[Math.min(wanted < 250 ? wanted / 8 : 512, left.remaining())];
        left.get(bytes);
        return new String(bytes, UTF_8);
    }
}
