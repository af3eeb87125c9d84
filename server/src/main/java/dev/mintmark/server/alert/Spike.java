package dev.mintmark.server.alert;

import java.util.Optional;

/// Notices when there is much more of something bad than there was of late, beside the good that
/// happens at the same time.
///
/// What is usual is a share: so many bad ones for so many good ones, learned from the last days and
/// fading by half in twelve hours. Traffic that grows, and falls at night, changes both alike. What
/// is expected in a window is that share of the good ones in it; it is odd when there are three
/// times as many, and so many more that chance does not explain it. The newest hour or so is not
/// yet learned from, nor is anything while it is odd.
final class Spike {
    private static final double FACTOR = 3;
    private static final double DEVIATIONS = 4;
    private static final double FADING = Math.pow(0.5, 1.0 / (12 * 60));

    /// Before so many minutes were learned, nobody knows what is usual.
    private static final int ENOUGH = 120;

    /// In that time: so many, and more than half as many as good ones.
    private static final long MANY_AT_FIRST = 50;

    /// After a day it is no longer odd.
    private static final int LONGEST = 24 * 60;

    private final int fewest;
    private final int[] windows;
    private final Minutes bad;
    private final Minutes good;
    private double usuallyBad;
    private double usuallyGood;
    private int learned;
    private long learnedUpTo = Long.MIN_VALUE;
    private long oddSince = Long.MIN_VALUE;
    private long oddUpTo = Long.MIN_VALUE;

    /// @param fewest with fewer in a window nothing is odd
    /// @param windows in minutes, the shortest first
    Spike(int fewest, int... windows) {
        this(fewest, windows, new Minutes(windows[windows.length - 1] + 2));
    }

    private Spike(int fewest, int[] windows, Minutes good) {
        this.fewest = fewest;
        this.windows = windows.clone();
        this.bad = new Minutes(windows[windows.length - 1] + 2);
        this.good = good;
    }

    /// For something else that is bad and has not happened so far, beside the same good ones. To be
    /// asked of one that has seen nothing bad.
    Spike likewise() {
        var other = new Spike(fewest, windows, good.copy());
        other.usuallyGood = usuallyGood;
        other.learned = learned;
        other.learnedUpTo = learnedUpTo;
        return other;
    }

    void bad(long minute, long count) {
        bad.add(minute, count);
    }

    void good(long minute, long count) {
        good.add(minute, count);
    }

    /// @param window in minutes
    record Odd(long count, double expected, int window) {}

    /// To be called once for each minute, when it is over.
    Optional<Odd> look(long minute) {
        boolean odd = oddSince != Long.MIN_VALUE;
        var found = find(minute, odd ? 0.5 : 1);
        if (found.isEmpty()) {
            oddSince = Long.MIN_VALUE;
        } else {
            oddSince = odd ? oddSince : minute;
            oddUpTo = minute - oddSince < LONGEST ? minute : oddUpTo;
        }
        learn(minute);
        return found;
    }

    /// @param ease below one, it stays odd for longer than it takes to become so
    private Optional<Odd> find(long minute, double ease) {
        for (int window : windows) {
            long count = bad.sum(minute, window);
            long beside = good.sum(minute, window);
            double expected = expected(beside, window);
            if (count >= ease * bound(expected, beside)) {
                return Optional.of(new Odd(count, expected, window));
            }
        }
        return Optional.empty();
    }

    private double bound(double expected, long beside) {
        if (learned < ENOUGH) {
            return Math.max(MANY_AT_FIRST, beside * 0.5);
        }
        return Math.max(fewest, FACTOR * expected + DEVIATIONS * Math.sqrt(expected));
    }

    /// By the share of the good ones; where there never are any, by time alone. Of a few that were
    /// seen, there may as well have been some more.
    private double expected(long beside, int window) {
        double atMost = usuallyBad + 2 * Math.sqrt(usuallyBad) + 1;
        if (usuallyGood >= 1) {
            return atMost / usuallyGood * beside;
        }
        double minutes = (1 - Math.pow(FADING, learned)) / (1 - FADING);
        return learned == 0 ? 0 : atMost / minutes * window;
    }

    private void learn(long minute) {
        if (learnedUpTo == Long.MIN_VALUE) {
            learnedUpTo = minute - 1;
        }
        long upTo = minute - windows[windows.length - 1];
        for (long m = learnedUpTo + 1; m <= upTo; m++) {
            if (m > oddUpTo) {
                usuallyBad = usuallyBad * FADING + bad.at(m);
                usuallyGood = usuallyGood * FADING + good.at(m);
                learned++;
            }
            learnedUpTo = m;
        }
    }

    /// Whether nothing is left of what it was about.
    boolean isIdle(long minute) {
        return bad.isEmpty(minute) && usuallyBad < 0.01;
    }
}
