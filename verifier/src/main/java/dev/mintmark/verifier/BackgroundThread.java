package dev.mintmark.verifier;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// One daemon thread, started with the first task, with at most one task put off until later.
final class BackgroundThread {

    private final ScheduledThreadPoolExecutor executor;
    private @Nullable ScheduledFuture<?> later;

    BackgroundThread(String name) {
        executor =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            var thread = new Thread(task, name);
                            thread.setDaemon(true);
                            return thread;
                        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /// Throws a [RejectedExecutionException] once closed.
    void run(Runnable task) {
        executor.execute(task);
    }

    /// Replaces what was put off before; does nothing once closed.
    synchronized void runLater(Runnable task, Duration delay) {
        if (later != null) {
            later.cancel(false);
        }
        try {
            later = executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            later = null;
        }
    }

    void close() {
        executor.shutdownNow();
    }
}
