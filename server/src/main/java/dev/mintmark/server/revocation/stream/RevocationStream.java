package dev.mintmark.server.revocation.stream;

import dev.mintmark.server.key.SigningKey;
import dev.mintmark.server.revocation.Notice;
import dev.mintmark.server.revocation.Outbox;
import dev.mintmark.server.revocation.Revoked;
import dev.mintmark.server.revocation.Watch;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Tells everybody who follows of each revocation, as a frame that is signed once for all of them.
public final class RevocationStream implements Watch.Listener, AutoCloseable {
    /// Below the issuer.
    public static final String PATH = "/revocations/stream";

    private static final int MOST_FOLLOWERS = 1_000;
    private static final int PIECE = 500;

    /// A node that has not read the outbox for so long is silent.
    private static final Duration CURRENT = Duration.ofSeconds(10);

    private final Outbox outbox;
    private final FrameWriter writer;
    private final InstantSource clock;

    /// Guarded by `this`, like the position and whether it is closed.
    private final Seats<Follower> followers = new Seats<>(MOST_FOLLOWERS);

    private volatile Supplier<Instant> knownAsOf = () -> Instant.MIN;
    private long position;
    private boolean closed;

    /// @param key that signs at the moment
    public RevocationStream(
            String issuer, Outbox outbox, Supplier<SigningKey> key, InstantSource clock) {
        this.outbox = outbox;
        this.writer = new FrameWriter(issuer, key, clock);
        this.clock = clock;
        this.position = outbox.head();
    }

    /// @param asOf the moment since which nothing is missed, as it moves on
    public void start(Supplier<Instant> asOf) {
        knownAsOf = asOf;
    }

    @Override
    public void hear(List<Notice> notices) {
        var frames = writer.write(notices);
        synchronized (this) {
            position = Math.max(position, notices.getLast().position());
            for (var follower : followers.taken()) {
                frames.forEach(follower::offer);
            }
        }
    }

    /// Lets somebody follow. When all places are taken, one is taken from whoever has most.
    ///
    /// @param who shares places with nobody else
    /// @param lastSeen the position they have read up to, if they were here before
    /// @return empty when there is no room
    public Optional<Follower> join(String who, OptionalLong lastSeen) {
        // Asked of the database before the place in the stream is taken.
        boolean canGoOn = lastSeen.isPresent() && isKept(lastSeen.getAsLong());
        synchronized (this) {
            if (closed || !followers.makeRoomFor(who, Follower::end)) {
                return Optional.empty();
            }
            var beginning = beginning(lastSeen, canGoOn, position);
            var follower = new Follower(this, beginning, this::isCurrent, clock);
            followers.take(who, follower);
            return Optional.of(follower);
        }
    }

    /// Ends the stream for everybody; they come back to another node, or to this one.
    @Override
    public synchronized void close() {
        closed = true;
        followers.taken().forEach(Follower::end);
    }

    synchronized void leave(Follower follower) {
        followers.leave(follower);
    }

    /// How many follow.
    synchronized int size() {
        return followers.size();
    }

    /// Whether everything after a position can still be told. One ahead of all that there is comes
    /// from a database that was replaced by an older one.
    private boolean isKept(long seen) {
        var oldest = outbox.oldest();
        return seen <= outbox.head() && (oldest.isEmpty() || seen >= oldest.getAsLong());
    }

    private Follower.Beginning beginning(OptionalLong lastSeen, boolean canGoOn, long place) {
        if (lastSeen.isEmpty()) {
            return out -> {
                standing(out, place);
                out.write(Frame.place(place).bytes());
            };
        }
        if (canGoOn) {
            return out -> missed(out, lastSeen.getAsLong(), place);
        }
        return out -> {
            out.write(Frame.resync(place).bytes());
            standing(out, place);
        };
    }

    /// What was told since a reader went away.
    private void missed(Outlet out, long seen, long place) throws IOException {
        replay(out, seen, place, outbox::after, false);
    }

    /// All that can be dead of a living token and that no status list says.
    private void standing(Outlet out, long place) throws IOException {
        replay(out, 0, place, outbox::unlistedAfter, true);
    }

    private interface Reading {
        List<Notice> after(long seen, int wanted);
    }

    private void replay(Outlet out, long from, long to, Reading reading, boolean livingOnly)
            throws IOException {
        long seen = from;
        List<Notice> piece;
        do {
            piece = reading.after(seen, PIECE);
            var told =
                    piece.stream()
                            .filter(notice -> notice.position() <= to)
                            .filter(notice -> !livingOnly || isAlive(notice.what()))
                            .toList();
            for (var frame : writer.write(told)) {
                out.write(frame.bytes());
            }
            seen = piece.isEmpty() ? to : piece.getLast().position();
        } while (seen < to);
    }

    /// Whether what it speaks of is not over anyway.
    private boolean isAlive(Revoked what) {
        return switch (what) {
            case Revoked.Token(_, var expiresAt) -> clock.instant().isBefore(expiresAt);
            case Revoked.Session _, Revoked.OfUser _, Revoked.OfEverybody _, Revoked.Key _ -> true;
        };
    }

    private boolean isCurrent() {
        return !knownAsOf.get().isBefore(clock.instant().minus(CURRENT));
    }
}
