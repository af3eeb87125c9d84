package dev.mintmark.server.guard;

import dev.mintmark.server.secret.Hmac;

import java.nio.ByteBuffer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Two moments for each of those who were seen lately, in a memory that never grows.
///
/// Who somebody is comes in as bytes of any length and is kept as a keyed hash. Eight share a
/// shelf, and nobody outside can choose whose shelf they get. When a shelf is full, the mark goes
/// that would be forgotten first: whoever makes up names pushes out small offenders, never the one
/// that has offended most, and never puts their own offences on somebody else's account.
final class Marks {
    private static final int WAYS = 8;
    private static final int SHELVES = 4_096;
    private static final int KEY_BYTES = 32;
    private static final int LOCKS = 64;

    private final Hmac hash;
    private final long[] names = new long[SHELVES * WAYS];
    private final long[] until = new long[SHELVES * WAYS];
    private final long[] notBefore = new long[SHELVES * WAYS];
    private final Object[] locks = new Object[LOCKS];

    /// One mark, for as long as somebody is allowed to change it.
    static final class Mark {
        /// When it is forgotten; a moment that has passed is no mark at all.
        long until;

        /// For whoever uses it.
        long notBefore;
    }

    Marks(RandomGenerator random) {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        this.hash = new Hmac(key);
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new Object();
        }
    }

    /// Reads and changes the mark of one, alone.
    ///
    /// @param now in the unit in which the marks are kept
    <T> T with(byte[] who, long now, Function<Mark, T> use) {
        var digest = ByteBuffer.wrap(hash.of(who));
        int shelf = digest.getInt() & (SHELVES - 1);
        // Zero is nobody.
        long name = digest.getLong() | 1;
        synchronized (locks[shelf % LOCKS]) {
            int place = find(shelf * WAYS, name);
            var mark = new Mark();
            if (names[place] == name && until[place] > now) {
                mark.until = until[place];
                mark.notBefore = notBefore[place];
            }
            var result = use.apply(mark);
            if (mark.until > now) {
                names[place] = name;
                until[place] = mark.until;
                notBefore[place] = mark.notBefore;
            } else if (names[place] == name) {
                names[place] = 0;
                until[place] = 0;
            }
            return result;
        }
    }

    private int find(int first, long name) {
        int best = first;
        for (int i = first; i < first + WAYS; i++) {
            if (names[i] == name) {
                return i;
            }
            if (until[i] < until[best]) {
                best = i;
            }
        }
        return best;
    }
}
