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

    /// As large as this process can afford, with some seconds' worth of queue.
    public static PasswordPool forThisProcess() {
        var runtime = Runtime.getRuntime();
        int size = size(runtime.availableProcessors(), runtime.maxMemory());
        return new PasswordPool(size, 128 * size);
    }

    /// Half the cores, so that the other half always serves requests; and no more hashes at once
    /// than fit in a quarter of the heap.
    static int size(int cores, long heapBytes) {
        long fitting = heapBytes / 4 / (Argon2id.DEFAULT.memoryKib() * 1024L);
        return (int) Math.max(1, Math.min(cores / 2, fitting));
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
