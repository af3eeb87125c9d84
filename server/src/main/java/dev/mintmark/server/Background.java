package dev.mintmark.server;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// A value that is made on a thread of its own while the start goes on.
final class Background<T> {
    private final FutureTask<T> task;

    Background(String name, Supplier<T> making) {
        task = new FutureTask<>(making::get);
        Thread.ofPlatform().name(name).daemon().start(task);
    }

    T get() {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }
}
