package dev.mintmark.verifier.dpop;

import dev.mintmark.verifier.jwt.CompactJws;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Remembers the keys of clients that were here before: a client sends the same header with all its
/// proofs, and reading a key out of it, with engines for it, costs more than a good part of the
/// signature check.
///
/// Only headers of proofs that held, for tokens that held, are put in. Whole segments are compared,
/// hence a hit means exactly what reading again would. Fixed in size: four headers share a place,
/// and a fifth takes that of one of them.
final class ProofKeys {

    private static final int PLACES = 512;
    private static final int SHARING = 4;

    private static final class Entry {
        private final byte[] segment;
        private final ProofKey key;

        Entry(byte[] segment, ProofKey key) {
            this.segment = segment;
            this.key = key;
        }
    }

    private final AtomicReferenceArray<@Nullable Entry> entries =
            new AtomicReferenceArray<>(PLACES * SHARING);

    @Nullable ProofKey find(CompactJws proof) {
        int place = place(proof);
        for (int i = place; i < place + SHARING; i++) {
            Entry entry = entries.getAcquire(i);
            if (entry != null && isHeader(proof, entry.segment)) {
                return entry.key;
            }
        }
        return null;
    }

    void remember(CompactJws proof, ProofKey key) {
        int place = place(proof);
        int slot = place + ThreadLocalRandom.current().nextInt(SHARING);
        for (int i = place; i < place + SHARING; i++) {
            if (entries.getAcquire(i) == null) {
                slot = i;
                break;
            }
        }
        byte[] segment = Arrays.copyOf(proof.ascii(), proof.headerLength());
        entries.setRelease(slot, new Entry(segment, key));
    }

    private static boolean isHeader(CompactJws proof, byte[] segment) {
        return Arrays.equals(segment, 0, segment.length, proof.ascii(), 0, proof.headerLength());
    }

    private static int place(CompactJws proof) {
        int hash = proof.headerLength();
        for (int i = 0; i < proof.headerLength(); i++) {
            hash = 31 * hash + proof.ascii()[i];
        }
        return Math.floorMod(hash ^ (hash >>> 16), PLACES) * SHARING;
    }
}
