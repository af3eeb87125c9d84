package dev.mintmark.verifier;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One task at a time in the background, whoever asks for it, and a pause after each.
final class SingleFlight {

    /// Does the work, and says whether it succeeded.
    interface Task {
        boolean run();
    }

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /// So many may wait at the same time. What keeps a token waiting is up to its sender, who must
    /// not get to tie up all threads of a service while its issuer is slow.
    private static final int MOST_WAITING = 32;

    private final BackgroundThread background;
    private final Task task;
    private final Semaphore places = new Semaphore(MOST_WAITING);

    /// The one under way; its value tells whether it succeeded. Written under `this`.
    private volatile @Nullable CompletableFuture<Boolean> flight;

    /// When the last one began. Written under `this`.
    private volatile @Nullable Instant startedAt;

    SingleFlight(BackgroundThread background, Task task) {
        this.background = background;
        this.task = task;
    }

    /// Begins, unless one is under way or the last one began less than a pause ago. False in the
    /// latter case.
    boolean start(Instant now, Duration pause) {
        return joinOrStart(now, pause) != null;
    }

    /// Waits for the one under way, or for a new one.
    ///
    /// @return whether it succeeded; null when it is too early for a new one
    @Nullable Boolean await(Instant now, Duration pause) {
        CompletableFuture<Boolean> joined = joinOrStart(now, pause);
        if (joined == null) {
            return null;
        }
        if (!places.tryAcquire()) {
            return false;
        }
        try {
            return joined.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } finally {
            places.release();
        }
    }

    private @Nullable CompletableFuture<Boolean> joinOrStart(Instant now, Duration pause) {
        // Without the lock first: most who ask during a pause need not queue for the answer.
        return flight == null && isPausing(now, pause) ? null : joinOrStartAlone(now, pause);
    }

    private synchronized @Nullable CompletableFuture<Boolean> joinOrStartAlone(
            Instant now, Duration pause) {
        CompletableFuture<Boolean> joined = flight;
        if (joined != null) {
            return joined;
        }
        if (isPausing(now, pause)) {
            return null;
        }
        var started = new CompletableFuture<Boolean>();
        try {
            background.run(() -> fly(started));
        } catch (RejectedExecutionException closed) {
            return null;
        }
        startedAt = now;
        flight = started;
        return started;
    }

    /// A clock that was set back must not keep us waiting until it has caught up.
    private boolean isPausing(Instant now, Duration pause) {
        Instant last = startedAt;
        return last != null && !now.isBefore(last) && now.isBefore(last.plus(pause));
    }

    private void fly(CompletableFuture<Boolean> started) {
        boolean succeeded = false;
        try {
            succeeded = task.run();
        } finally {
            synchronized (this) {
                flight = null;
            }
            started.complete(succeeded);
        }
    }
}
