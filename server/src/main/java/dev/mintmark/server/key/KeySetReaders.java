package dev.mintmark.server.key;

import dev.mintmark.server.id.KeyId;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/// How many of those who have lately asked for the key set hold a copy with a certain key.
///
/// Who asks with the entity tag of an earlier answer (`If-None-Match`, RFC 9110) says which copy
/// they hold. Only numbers are kept, per copy and minute, for the few newest copies: no reader can
/// make them grow, and none is remembered. This node's numbers only.
///
/// Verifiers of ours ask once more as soon as they use another copy, and say which they held
/// before: one request with that copy counts no longer then.
public final class KeySetReaders {
    /// What a reader says who held no copy before.
    public static final String NONE = "none";

    private static final int COPIES = 8;
    private static final int MINUTES = 10;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Deque<Copy> copies = new ArrayDeque<>();
    private final Deque<Minute> minutes = new ArrayDeque<>();

    public KeySetReaders(InstantSource clock) {
        this.clock = clock;
    }

    /// @param seen how many requests came from readers who hold a copy with the key
    /// @param asked how many said which copy they hold
    /// @param silent how many did not
    public record Share(long seen, long asked, long silent) {}

    private record Copy(String etag, Set<KeyId> kids) {}

    private static final class Minute {
        private final Instant began;
        private final Collection<Copy> presented = new ArrayList<>();
        private final long[] times = new long[COPIES];
        private long unknown;
        private long silent;

        Minute(Instant began) {
            this.began = began;
        }

        boolean takeBack(String etag) {
            int at = 0;
            for (var copy : presented) {
                if (copy.etag.equals(etag) && times[at] > 0) {
                    times[at]--;
                    return true;
                }
                at++;
            }
            return false;
        }
    }

    /// Takes note of a request.
    ///
    /// @param tags those it presented, strong or weak
    public void asked(JwksDocument answer, Collection<String> tags) {
        asked(answer, tags, Optional.empty());
    }

    /// Takes note of a request.
    ///
    /// @param tags those it presented, strong or weak
    /// @param before the tag of the copy that the reader held until now, or [#NONE] of one who held
    ///   none; empty when nothing is said about it
    public synchronized void asked(
            JwksDocument answer, Collection<String> tags, Optional<String> before) {
        before.ifPresent(this::takeBack);
        remember(answer);
        var minute = minute();
        if (tags.isEmpty()) {
            minute.silent++;
            return;
        }
        for (var copy : copies) {
            if (tags.contains(copy.etag)) {
                count(minute, copy);
                return;
            }
        }
        minute.unknown++;
    }

    /// Of the last ten minutes.
    public synchronized Share share(KeyId kid) {
        forget(clock.instant());
        long seen = 0;
        long asked = 0;
        long silent = 0;
        for (var one : minutes) {
            int at = 0;
            for (var copy : one.presented) {
                asked += one.times[at];
                seen += copy.kids.contains(kid) ? one.times[at] : 0;
                at++;
            }
            asked += one.unknown;
            silent += one.silent;
        }
        return new Share(seen, asked, silent);
    }

    private void remember(JwksDocument document) {
        var newest = Optional.ofNullable(copies.peekFirst());
        if (newest.filter(copy -> copy.etag.equals(document.etag())).isEmpty()) {
            copies.removeIf(copy -> copy.etag.equals(document.etag()));
            copies.addFirst(new Copy(document.etag(), document.kids()));
            if (copies.size() > COPIES) {
                copies.removeLast();
            }
        }
    }

    private static void count(Minute minute, Copy copy) {
        int at = 0;
        for (var one : minute.presented) {
            if (one.equals(copy)) {
                minute.times[at]++;
                return;
            }
            at++;
        }
        if (at < COPIES) {
            minute.presented.add(copy);
            minute.times[at]++;
        } else {
            minute.unknown++;
        }
    }

    /// One of those counted as holding it, the latest, holds another now.
    private void takeBack(String tag) {
        forget(clock.instant());
        for (var minute : minutes) {
            if (tag.equals(NONE) ? minute.silent > 0 : minute.takeBack(tag)) {
                minute.silent -= tag.equals(NONE) ? 1 : 0;
                return;
            }
        }
    }

    private Minute minute() {
        var now = clock.instant();
        forget(now);
        var newest = minutes.peekFirst();
        if (newest == null || !now.isBefore(newest.began.plus(MINUTE))) {
            newest = new Minute(now);
            minutes.addFirst(newest);
        }
        return newest;
    }

    private void forget(Instant now) {
        var over = MINUTE.multipliedBy(MINUTES);
        minutes.removeIf(one -> now.isBefore(one.began) || !now.isBefore(one.began.plus(over)));
    }
}
