package dev.mintmark.server.account;

import dev.mintmark.server.fault.Unavailable;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Where passwords are hashed: a few platform threads with bounded queues before them.
///
/// A hash takes tens of milliseconds of one core and 19 MiB. On the threads that serve requests, a
/// handful of sign-ins at once would starve every refresh; without a bound, a storm of sign-ins
/// would eat the memory. Who finds the queue full is told to come back. Those who were let in
/// before have a queue of their own, which goes first: strangers can fill theirs and not that one.
public final class PasswordPool implements AutoCloseable {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<FutureTask<?>> known = new ArrayDeque<>();
    private final Deque<FutureTask<?>> strangers = new ArrayDeque<>();
    private final List<Thread> threads = new ArrayList<>();
    private final int most;
    private boolean closed;

    /// @param size threads; each may hold the memory of one hash
    /// @param waiting how many may wait for one, in each of the two queues
    public PasswordPool(int size, int waiting) {
        this.most = waiting;
        for (int i = 0; i < size; i++) {
            threads.add(Thread.ofPlatform().name("passwords-" + i).daemon().start(this::work));
        }
    }

    /// As large as this machine and its heap allow.
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

    /// As a stranger.
    <T> T run(Callable<T> work) {
        return run(work, false);
    }

    /// @param isKnown whether it is for somebody who was let in before
    <T> T run(Callable<T> work, boolean isKnown) {
        var task = new FutureTask<>(work);
        put(task, isKnown ? known : strangers);
        try {
            return task.get();
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

    /// How many wait.
    public int waiting() {
        lock.lock();
        try {
            return known.size() + strangers.size();
        } finally {
            lock.unlock();
        }
    }

    private void put(FutureTask<?> task, Deque<FutureTask<?>> queue) {
        lock.lock();
        try {
            if (closed) {
                throw new Unavailable("the authority is stopping", RETRY_AFTER);
            }
            if (queue.size() >= most) {
                throw new Unavailable("too many sign-ins are waiting", RETRY_AFTER);
            }
            queue.addLast(task);
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        for (var task = take(); task != null; task = take()) {
            task.run();
        }
    }

    /// @return null when there will be no more
    private @Nullable FutureTask<?> take() {
        lock.lock();
        try {
            while (true) {
                var next = known.isEmpty() ? strangers.pollFirst() : known.pollFirst();
                if (next != null) {
                    return next;
                }
                if (closed) {
                    return null;
                }
                arrived.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Lets nobody wait: who would wait for what is not begun would wait for ever.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            known.forEach(task -> task.cancel(false));
            strangers.forEach(task -> task.cancel(false));
            known.clear();
            strangers.clear();
            arrived.signalAll();
            threads.forEach(Thread::interrupt);
        } finally {
            lock.unlock();
        }
    }
}
