package dev.mintmark.verifier.dpop;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The proofs of the last minute, in slices by when they can be forgotten. A proof always falls
/// into the same slice, and a slice is forgotten as a whole: no proof is ever looked at again.
///
/// When there is no room, the slice that would be forgotten next is forgotten at once, and no proof
/// that belongs into it or into an earlier one passes any more. So a flood of proofs shortens the
/// time for which a proof is good, and never lets one pass twice.
final class ProofMemory implements ReplayStore {

    private static final int SLICE_SECONDS = 5;

    /// As far ahead as a proof may have to be remembered. Slices beyond come from a clock that was
    /// set back since; what is in them cannot be used now.
    private static final int SLICES_AHEAD = 24;

    private final int mostProofs;
    private final Map<Long, Set<String>> slices = new ConcurrentHashMap<>();
    private final AtomicLong tidiedIn = new AtomicLong(Long.MIN_VALUE);

    /// The last slice that was given up for want of room.
    private final AtomicLong givenUp = new AtomicLong(Long.MIN_VALUE);

    ProofMemory(int mostProofs) {
        if (mostProofs < 1) {
            throw new IllegalArgumentException("there must be room for at least one proof");
        }
        this.mostProofs = mostProofs;
    }

    @Override
    public Use use(String fingerprint, Instant now, Instant until) {
        tidyUp(slice(now));
        long own = slice(until);
        // A proof that is refused anyhow takes nobody's place.
        while (own > givenUp.get() && size() >= mostProofs && !isKnown(own, fingerprint)) {
            giveUpEarliest();
        }
        if (own <= givenUp.get()) {
            return Use.UNKNOWN;
        }
        Set<String> slice = slices.computeIfAbsent(own, each -> ConcurrentHashMap.newKeySet());
        if (!slice.add(fingerprint)) {
            return Use.REPEATED;
        }
        // It may have gone into a slice that was given up meanwhile, or into one that was made anew
        // after that.
        return own <= givenUp.get() ? Use.UNKNOWN : Use.FIRST;
    }

    private boolean isKnown(long own, String fingerprint) {
        Set<String> slice = slices.get(own);
        return slice != null && slice.contains(fingerprint);
    }

    /// First what it is, then what is in it: nobody finds an empty slice and takes it for new.
    private void giveUpEarliest() {
        long earliest = Long.MAX_VALUE;
        for (long slice : slices.keySet()) {
            earliest = Math.min(earliest, slice);
        }
        if (earliest != Long.MAX_VALUE) {
            givenUp.accumulateAndGet(earliest, Math::max);
            slices.remove(earliest);
        }
    }

    private void tidyUp(long current) {
        long last = tidiedIn.get();
        if (current != last && tidiedIn.compareAndSet(last, current)) {
            slices.keySet().removeIf(slice -> slice < current || slice > current + SLICES_AHEAD);
            // Given up by a clock that was ahead: it says nothing about the proofs of now.
            givenUp.updateAndGet(slice -> slice > current + SLICES_AHEAD ? Long.MIN_VALUE : slice);
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
