package dev.mintmark.verifier.revocation;

import dev.mintmark.verifier.revocation.SipHash.Fingerprint;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Which texts died, and a second for each: 20 bytes a place, and between three eighths and three
/// quarters of the places are taken. A million entries take 42 MB.
///
/// Writers take turns; others read meanwhile, without locks. They may miss an entry that is being
/// written, as if they had come a moment earlier, and never see one that is not there.
final class FingerprintTable {

    /// Earlier than every time.
    static final long ABSENT = -1;

    private static final long LATEST = 0xFFFF_FFFFL;
    private static final int SMALLEST = 16;

    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);

    /// Open addressing: an entry is in its place or in the next that were free. A place is written
    /// once, its high half last, so that who finds the high half finds the rest.
    ///
    /// @param halves low and high half of each fingerprint; a high half of 0 means a free place
    /// @param seconds since 1970, unsigned
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Places(long[] halves, int[] seconds) {

        Places(int count) {
            this(new long[2 * count], new int[count]);
        }

        int count() {
            return seconds.length;
        }

        int start(Fingerprint fingerprint) {
            return (int) fingerprint.low() & (count() - 1);
        }

        int next(int place) {
            return (place + 1) & (count() - 1);
        }

        long low(int place) {
            return halves[2 * place];
        }

        long high(int place) {
            return (long) LONGS.getAcquire(halves, 2 * place + 1);
        }

        long second(int place) {
            return Integer.toUnsignedLong((int) INTS.getOpaque(seconds, place));
        }

        void setSecond(int place, long second) {
            INTS.setOpaque(seconds, place, (int) second);
        }

        void fill(int place, long high, long low, long second) {
            setSecond(place, second);
            halves[2 * place] = low;
            LONGS.setRelease(halves, 2 * place + 1, high);
        }
    }

    private volatile Places places = new Places(SMALLEST);
    private volatile int size;

    int size() {
        return size;
    }

    boolean has(Fingerprint fingerprint) {
        return second(fingerprint) != ABSENT;
    }

    /// The second it was entered with, or [#ABSENT].
    long second(Fingerprint fingerprint) {
        Places now = places;
        int place = now.start(fingerprint);
        for (long high = now.high(place); high != 0; high = now.high(place)) {
            if (high == fingerprint.high() && now.low(place) == fingerprint.low()) {
                return now.second(place);
            }
            place = now.next(place);
        }
        return ABSENT;
    }

    /// Enters it, or moves its second forward.
    synchronized void put(Fingerprint fingerprint, long second) {
        long bounded = Math.min(LATEST, Math.max(0, second));
        if ((size + 1) * 4L > places.count() * 3L) {
            rebuild(2 * places.count(), 0);
        }
        Places now = places;
        int place = now.start(fingerprint);
        for (long high = now.high(place); high != 0; high = now.high(place)) {
            if (high == fingerprint.high() && now.low(place) == fingerprint.low()) {
                now.setSecond(place, Math.max(bounded, now.second(place)));
                return;
            }
            place = now.next(place);
        }
        now.fill(place, fingerprint.high(), fingerprint.low(), bounded);
        size++;
    }

    /// Drops all with an earlier second, and gives back the room they took.
    synchronized void forgetBefore(long second) {
        if (size == 0) {
            return;
        }
        Places now = places;
        int kept = 0;
        for (int place = 0; place < now.count(); place++) {
            if (now.high(place) != 0 && now.second(place) >= second) {
                kept++;
            }
        }
        if (kept < size) {
            int count = SMALLEST;
            while (count < 2 * kept) {
                count *= 2;
            }
            rebuild(count, second);
        }
    }

    private void rebuild(int count, long earliest) {
        Places old = places;
        var rebuilt = new Places(count);
        int kept = 0;
        for (int place = 0; place < old.count(); place++) {
            long high = old.high(place);
            if (high != 0 && old.second(place) >= earliest) {
                int to = (int) old.low(place) & (count - 1);
                while (rebuilt.high(to) != 0) {
                    to = rebuilt.next(to);
                }
                rebuilt.fill(to, high, old.low(place), old.second(place));
                kept++;
            }
        }
        places = rebuilt;
        size = kept;
    }
}
