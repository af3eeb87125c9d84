package dev.mintmark.verifier.dpop;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The proofs of the last minute, in slices by when they can be forgotten. A proof always falls
/// into the same slice, and a slice is forgotten as a whole: no proof is ever looked at again.
final class ProofMemory implements ReplayStore {

    private static final int SLICE_SECONDS = 10;

    /// As far ahead as a proof may have to be remembered. Slices beyond come from a clock that was
    /// set back since; what is in them cannot be used now.
    private static final int SLICES_AHEAD = 12;

    private final int mostProofs;
    private final Map<Long, Set<String>> slices = new ConcurrentHashMap<>();
    private final AtomicLong tidiedIn = new AtomicLong(Long.MIN_VALUE);

    ProofMemory(int mostProofs) {
        if (mostProofs < 1) {
            throw new IllegalArgumentException("there must be room for at least one proof");
        }
        this.mostProofs = mostProofs;
    }

    @Override
    public Use use(String fingerprint, Instant now, Instant until) {
        tidyUp(slice(now));
        Set<String> slice =
                slices.computeIfAbsent(slice(until), each -> ConcurrentHashMap.newKeySet());
        if (size() >= mostProofs) {
            return slice.contains(fingerprint) ? Use.REPEATED : Use.UNKNOWN;
        }
        return slice.add(fingerprint) ? Use.FIRST : Use.REPEATED;
    }

    private void tidyUp(long current) {
        long last = tidiedIn.get();
        if (current != last && tidiedIn.compareAndSet(last, current)) {
            slices.keySet().removeIf(slice -> slice < current || slice > current + SLICES_AHEAD);
        }
    }

    /// Threads that ask at the same time may exceed the limit by one each; that much room there is.
    int size() {
        int size = 0;
        for (Set<String> slice : slices.values()) {
            size += slice.size();
        }
        return size;
    }

    private static long slice(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), SLICE_SECONDS);
    }
}
