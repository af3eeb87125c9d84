package dev.mintmark.server.store.postgres;

import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.session.Decision;
import dev.mintmark.server.session.RefusedRefresh;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A thread that carries out refreshes: all that wait, up to a number, as one group. While one
/// group is on its way to the disk the next one gathers, so that under load many share two round
/// trips and one sync, and alone nobody waits for company.
///
/// A platform thread, and few of them: with as many connections at work as there are requests, the
/// database spends its time changing between them.
final class Committer implements AutoCloseable {
    private static final int LARGEST_GROUP = 128;
    private static final int LONGEST_QUEUE = 10_000;

    /// Longer than the database may take for a group.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// What [#close()] puts behind all others.
    private static final Refresh LAST =
            new Refresh(
                    new FamilyId(0, 0), _ -> new Decision.Refuse(RefusedRefresh.UNKNOWN_FAMILY));

    private final RefreshGroup group;
    private final LinkedBlockingQueue<Refresh> waiting = new LinkedBlockingQueue<>(LONGEST_QUEUE);
    private final Thread thread;
    private volatile boolean closed;

    Committer(RefreshGroup group) {
        this.group = group;
        this.thread = Thread.ofPlatform().name("postgres-committer").daemon().unstarted(this::loop);
    }

    void start() {
        thread.start();
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
        boolean told = false;
        while (thread.isAlive()) {
            try {
                if (!told) {
                    waiting.put(LAST);
                    told = true;
                }
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        var gathered = new ArrayList<Refresh>(LARGEST_GROUP);
        boolean last = false;
        while (!last || !waiting.isEmpty()) {
            try {
                gathered.add(waiting.take());
                waiting.drainTo(gathered, LARGEST_GROUP - 1);
                last |= gathered.remove(LAST);
                group.carryOut(gathered);
            } catch (SQLTransientConnectionException e) {
                // There is no way to the database: not for those who came later, either.
                waiting.drainTo(gathered);
                last |= gathered.remove(LAST);
                gathered.forEach(refresh -> refresh.answer().completeExceptionally(e));
            } catch (Throwable e) {
                // Nobody who waits here may wait for ever, and the thread must go on.
                gathered.forEach(refresh -> refresh.answer().completeExceptionally(e));
            }
            gathered.clear();
        }
    }
}
