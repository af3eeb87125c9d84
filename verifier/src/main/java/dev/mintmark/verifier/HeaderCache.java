package dev.mintmark.verifier;

import dev.mintmark.verifier.HeaderReading.Header;
import dev.mintmark.verifier.jwt.CompactJws;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Remembers what header segments mean: an issuer sends the same few headers with all its tokens.
///
/// Only headers of tokens whose signature proved right are put in, so that nobody else can fill it.
/// Whole segments are compared, hence a hit means exactly what parsing again would. Fixed in size:
/// two headers that fall on one slot take turns.
final class HeaderCache {

    private static final int SLOTS = 64;

    private static final class Entry {
        private final byte[] segment;
        private final Header header;

        Entry(byte[] segment, Header header) {
            this.segment = segment;
            this.header = header;
        }
    }

    private final AtomicReferenceArray<@Nullable Entry> slots = new AtomicReferenceArray<>(SLOTS);

    @Nullable Header find(CompactJws token) {
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

    void remember(CompactJws token, Header header) {
        int slot = slot(token);
        byte[] segment = Arrays.copyOf(token.ascii(), token.headerLength());
        slots.setRelease(slot, new Entry(segment, header));
    }

    /// The last characters tell headers apart as well as all of them: writers vary, but what
    /// differs between two headers of one writer is the kid, and an equal slot only costs a parse.
    private static int slot(CompactJws token) {
        int hash = token.headerLength();
        for (int i = Math.max(0, token.headerLength() - 64); i < token.headerLength(); i++) {
            hash = 31 * hash + token.ascii()[i];
        }
        return Math.floorMod(hash ^ (hash >>> 16), SLOTS);
    }
}
