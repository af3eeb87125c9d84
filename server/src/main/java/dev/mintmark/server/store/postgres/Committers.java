package dev.mintmark.server.store.postgres;

import dev.mintmark.server.event.Witness;
import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.session.Decision;
import dev.mintmark.server.session.RefusedRefresh;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// A few threads that carry out refreshes. Each takes all that wait, up to a number, as one group:
/// alone, a refresh is carried out at once; while all are at work the next groups gather, so that
/// the busier it gets, the more refreshes share two round trips and a sync.
///
/// Platform threads, and few of them: with as many connections at work as there are requests, the
/// database spends its time changing between them.
final class Committers implements AutoCloseable {
    /// With more, a group takes so much longer that it gains nothing.
    private static final int LARGEST_GROUP = 64;

    private static final int LONGEST_QUEUE = 10_000;

    /// Longer than the database may take for a group.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// What [#close()] puts behind all others, once for each thread.
    private static final Refresh LAST =
            new Refresh(
                    new FamilyId(0, 0),
                    _ -> new Decision.Refuse(RefusedRefresh.UNKNOWN_FAMILY),
                    Witness.silent());

    private final RefreshGroup group;
    private final LinkedBlockingQueue<Refresh> waiting = new LinkedBlockingQueue<>(LONGEST_QUEUE);
    private final List<Thread> threads;
    private volatile boolean closed;

    Committers(RefreshGroup group, int count) {
        this.group = group;
        this.threads =
                Stream.generate(() ->
                                Thread.ofPlatform()
                                        .name("postgres-committer")
                                        .daemon()
                                        .unstarted(this::loop))
                        .limit(count)
                        .toList();
    }

    void start() {
        threads.forEach(Thread::start);
    }

    Decision carryOut(Refresh refresh) {
        if (closed) {
            throw new Unavailable("the database is closing", Pool.RETRY_AFTER);
        }
        if (!waiting.offer(refresh)) {
            throw new Unavailable("too many refreshes are waiting", Pool.RETRY_AFTER);
        }
        if (closed && waiting.remove(refresh)) {
            throw new Unavailable("the database is closing", Pool.RETRY_AFTER);
        }
        try {
            return refresh.answer().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // It may yet be carried out. Then the same token gets the same successor.
            waiting.remove(refresh);
            throw new Unavailable("the database is too slow", Pool.RETRY_AFTER, e);
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new Unavailable("the database refused a refresh", Pool.RETRY_AFTER, cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while waiting", Pool.RETRY_AFTER, e);
        }
    }

    /// Finishes what was asked for, then stops.
    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        for (var _ : threads) {
            interrupted |= !uninterrupted(() -> waiting.put(LAST));
        }
        for (var thread : threads) {
            interrupted |= !uninterrupted(thread::join);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Waiting {
        void run() throws InterruptedException;
    }

    /// @return whether nobody interrupted it
    private static boolean uninterrupted(Waiting step) {
        boolean interrupted = false;
        while (true) {
            try {
                step.run();
                return !interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private void loop() {
        var gathered = new ArrayList<Refresh>(LARGEST_GROUP);
        boolean last = false;
        while (!last) {
            try {
                last = gather(gathered);
                group.carryOut(gathered);
            } catch (SQLTransientConnectionException e) {
                // There is no way to the database: not for those who came later, either.
                waiting.drainTo(gathered);
                while (gathered.remove(LAST)) {
                    waiting.add(LAST);
                }
                fail(gathered, e);
            } catch (Throwable e) {
                // Nobody who waits here may wait for ever, and the thread must go on.
                fail(gathered, e);
            }
            gathered.clear();
        }
    }

    /// @return whether there will be no more
    private boolean gather(List<Refresh> gathered) throws InterruptedException {
        var next = waiting.take();
        while (!next.equals(LAST)) {
            gathered.add(next);
            var more = gathered.size() < LARGEST_GROUP ? waiting.poll() : null;
            if (more == null) {
                return false;
            }
            next = more;
        }
        return true;
    }

    private static void fail(List<Refresh> refreshes, Throwable reason) {
        refreshes.forEach(refresh -> refresh.answer().completeExceptionally(reason));
    }
}
