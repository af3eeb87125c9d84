package dev.mintmark.verifier.revocation;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// What frames have said about places of one status list since it was signed. Each stays until a
/// list is there that was signed later.
///
/// Writers take turns; others read meanwhile, without locks.
final class PlaceTable {

    /// The last place of the largest list: 16 MiB of single bits.
    static final long LARGEST_INDEX = (1L << 27) - 1;

    private static final int SMALLEST = 16;
    private static final int VALUE_BITS = 8;
    private static final long VALUE_MASK = (1 << VALUE_BITS) - 1;

    /// Scatters neighbours: the golden ratio, as Knuth has it.
    private static final long SCATTER = 0x9E37_79B9_7F4A_7C15L;

    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    /// @param entries index + 1 and, in the low bits, the value; 0 means a free place
    /// @param seconds when the frame was signed, since 1970, unsigned
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Places(long[] entries, int[] seconds) {

        Places(int count) {
            this(new long[count], new int[count]);
        }

        int count() {
            return entries.length;
        }

        long entry(int place) {
            return (long) LONGS.getAcquire(entries, place);
        }

        /// Where the index is, or the free place where it belongs.
        int find(long index) {
            int place = (int) ((index * SCATTER) >>> 33) & (count() - 1);
            while (true) {
                long entry = entry(place);
                if (entry == 0 || entry >>> VALUE_BITS == index + 1) {
                    return place;
                }
                place = (place + 1) & (count() - 1);
            }
        }

        void fill(int place, long entry, int second) {
            seconds[place] = second;
            LONGS.setRelease(entries, place, entry);
        }
    }

    private volatile Places places = new Places(SMALLEST);
    private volatile int size;

    int size() {
        return size;
    }

    /// The value that was told, or 0.
    int value(long index) {
        if (size == 0 || index < 0 || index > LARGEST_INDEX) {
            return 0;
        }
        Places now = places;
        return (int) (now.entry(now.find(index)) & VALUE_MASK);
    }

    /// A place that is revoked for ever stays so, whatever comes later.
    synchronized void put(long index, int value, long second) {
        if ((size + 1) * 4L > places.count() * 3L) {
            rebuild(2 * places.count(), 0);
        }
        Places now = places;
        int place = now.find(index);
        long before = now.entry(place);
        long kept = (before & VALUE_MASK) == 1 ? 1 : value;
        now.fill(place, (index + 1) << VALUE_BITS | kept, (int) Math.min(second, 0xFFFF_FFFFL));
        if (before == 0) {
            size++;
        }
    }

    /// Drops all that was signed before this second.
    synchronized void forgetBefore(long second) {
        if (size > 0) {
            rebuild(SMALLEST, second);
        }
    }

    private void rebuild(int atLeast, long earliest) {
        Places old = places;
        int kept = 0;
        for (int place = 0; place < old.count(); place++) {
            kept += stays(old, place, earliest) ? 1 : 0;
        }
        int count = atLeast;
        while (count < 2 * kept) {
            count *= 2;
        }
        var rebuilt = new Places(count);
        for (int place = 0; place < old.count(); place++) {
            if (stays(old, place, earliest)) {
                long entry = old.entry(place);
                rebuilt.fill(rebuilt.find((entry >>> VALUE_BITS) - 1), entry, old.seconds[place]);
            }
        }
        places = rebuilt;
        size = kept;
    }

    private static boolean stays(Places places, int place, long earliest) {
        return places.entry(place) != 0
                && Integer.toUnsignedLong(places.seconds[place]) >= earliest;
    }
}
