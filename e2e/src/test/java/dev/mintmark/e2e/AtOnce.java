package dev.mintmark.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Several people doing the same thing in the same moment.
final class AtOnce {
    private AtOnce() {}

    /// Starts all of them from one line and waits for the last.
    static <T> List<T> run(int people, Callable<T> action) throws InterruptedException {
        var line = new CyclicBarrier(people);
        var running = new ArrayList<Future<T>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < people; i++) {
                running.add(
                        threads.submit(() -> {
                            line.await();
                            return action.call();
                        }));
            }
        }
        var results = new ArrayList<T>();
        for (var one : running) {
            try {
                results.add(one.get());
            } catch (ExecutionException e) {
                throw new AssertionError("one of them failed", e.getCause());
            }
        }
        return results;
    }
}
