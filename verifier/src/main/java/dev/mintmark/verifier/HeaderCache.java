package dev.mintmark.verifier;

import dev.mintmark.verifier.jwt.CompactJws;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Remembers what header segments mean: an issuer sends the same few headers with all its tokens.
///
/// Only headers of tokens that passed are put in, so that nobody else can fill it and that what is
/// found here was acceptable to this verifier, whose policy never changes. Whole segments are
/// compared, hence a hit means exactly what parsing again would. Fixed in size: two headers that
/// fall on one slot take turns.
final class HeaderCache {

    private static final int SLOTS = 64;

    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final class Entry {
        private final byte[] segment;
        private final AcceptedHeader header;

        Entry(byte[] segment, AcceptedHeader header) {
            this.segment = segment;
            this.header = header;
        }
    }

    private final AtomicReferenceArray<@Nullable Entry> slots = new AtomicReferenceArray<>(SLOTS);

    @Nullable AcceptedHeader find(CompactJws token) {
        Entry entry = slots.getAcquire(slot(token));
        return entry != null
                        && Arrays.equals(
                                entry.segment,
                                0,
                                entry.segment.length,
                                token.ascii(),
                                0,
                                token.headerLength())
                ? entry.header
                : null;
    }

    void remember(CompactJws token, AcceptedHeader header) {
        int slot = slot(token);
        byte[] segment = Arrays.copyOf(token.ascii(), token.headerLength());
        slots.setRelease(slot, new Entry(segment, header));
    }

    /// The last characters tell headers apart as well as all of them: writers vary, but what
    /// differs between two headers of one writer is the kid, and an equal slot only costs a parse.
    private static int slot(CompactJws token) {
        int length = token.headerLength();
        long hash = length;
        for (int i = Math.max(0, length - 64); i + Long.BYTES <= length; i += Long.BYTES) {
            hash = (hash ^ (long) WORDS.get(token.ascii(), i)) * 0x9E37_79B9_7F4A_7C15L;
        }
        return (int) (hash >>> 32) & (SLOTS - 1);
    }
}
