package dev.mintmark.server.alert;

/// Counts in the last so many minutes, one number for each.
final class Minutes {
    private final long[] counts;
    private long newest = Long.MIN_VALUE;

    Minutes(int size) {
        this.counts = new long[size];
    }

    /// The same counts, which go their own way from now on.
    Minutes copy() {
        var copy = new Minutes(counts.length);
        System.arraycopy(counts, 0, copy.counts, 0, counts.length);
        copy.newest = newest;
        return copy;
    }

    void add(long minute, long count) {
        moveTo(minute);
        if (minute > newest - counts.length) {
            counts[place(minute)] += count;
        }
    }

    /// @param length how many minutes, up to and with this one
    long sum(long minute, int length) {
        moveTo(minute);
        long sum = 0;
        for (long m = minute; m > minute - length; m--) {
            sum += at(m);
        }
        return sum;
    }

    /// What one minute had; nothing where it is too long ago.
    long at(long minute) {
        return minute > newest || minute <= newest - counts.length ? 0 : counts[place(minute)];
    }

    boolean isEmpty(long minute) {
        return sum(minute, counts.length) == 0;
    }

    private void moveTo(long minute) {
        if (newest == Long.MIN_VALUE) {
            newest = minute;
        }
        for (long m = Math.max(newest + 1, minute - counts.length + 1); m <= minute; m++) {
            counts[place(m)] = 0;
        }
        newest = Math.max(newest, minute);
    }

    private int place(long minute) {
        return (int) Math.floorMod(minute, (long) counts.length);
    }
}
