package dev.mintmark.server.http;

import java.util.concurrent.atomic.AtomicLong;

/// How many bytes of bodies may be in memory at once, all requests together. Without it, clients
/// that are each within their own limit could fill the heap between them.
final class BodyBudget {
    private final AtomicLong left;

    BodyBudget(long bytes) {
        left = new AtomicLong(bytes);
    }

    boolean take(int bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        giveBack(bytes);
        return false;
    }

    void giveBack(int bytes) {
        left.addAndGet(bytes);
    }
}
