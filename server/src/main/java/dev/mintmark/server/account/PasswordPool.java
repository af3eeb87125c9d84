package dev.mintmark.server.account;

import dev.mintmark.server.fault.Unavailable;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Where passwords are hashed: a few platform threads with a bounded queue before them.
///
/// A hash takes tens of milliseconds of one core and 19 MiB. On the threads that serve requests, a
/// handful of sign-ins at once would starve every refresh; without a bound, a storm of sign-ins
/// would eat the memory. Who finds the queue full is told to come back.
public final class PasswordPool implements AutoCloseable {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final ThreadPoolExecutor threads;

    public PasswordPool(int size, int waiting) {
        threads =
                new ThreadPoolExecutor(
                        size,
                        size,
                        1,
                        TimeUnit.MINUTES,
                        new ArrayBlockingQueue<>(waiting),
                        Thread.ofPlatform().name("passwords-", 1).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /// Half the cores, so that the other half always serves requests; eight seconds' worth of queue
    /// at the most.
    public static PasswordPool forThisMachine() {
        int size = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new PasswordPool(size, 128 * size);
    }

    <T> T run(Callable<T> work) {
        var task = new FutureTask<>(work);
        try {
            threads.execute(task);
            return task.get();
        } catch (RejectedExecutionException e) {
            throw new Unavailable("too many sign-ins are waiting", RETRY_AFTER, e);
        } catch (CancellationException e) {
            throw new Unavailable("the authority is stopping", RETRY_AFTER, e);
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while hashing a password", RETRY_AFTER, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("hashing a password failed", e.getCause());
        }
    }

    @Override
    public void close() {
        for (var unstarted : threads.shutdownNow()) {
            // Who waits for one would wait for ever.
            ((FutureTask<?>) unstarted).cancel(false);
        }
    }
}
