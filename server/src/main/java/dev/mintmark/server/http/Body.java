package dev.mintmark.server.http;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The body of a request, read to its end within a size and a time. The time is for the whole body:
/// a limit between two bytes is kept by any client that sends one now and then.
sealed interface Body {
    /// Enough for most; never what a client announces, for announcing costs it nothing.
    int FIRST_BYTES = 512;

    final class Complete implements Body {
        private final byte[] bytes;

        private Complete(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    record Refused(Problem problem) implements Body {}

    /// What a [Complete] body took from the budget is for the caller to give back.
    static Body read(Request request, int most, Duration time, BodyBudget budget)
            throws InterruptedException {
        var bytes = new ByteArrayOutputStream(FIRST_BYTES);
        var body = read(request, most, time, budget, bytes);
        if (body instanceof Refused) {
            budget.giveBack(bytes.size());
        }
        return body;
    }

    private static Body read(
            Request request,
            int most,
            Duration time,
            BodyBudget budget,
            ByteArrayOutputStream bytes)
            throws InterruptedException {
        if (request.getLength() > most) {
            return new Refused(Errors.BODY_TOO_LARGE);
        }
        var arrived = new Semaphore(0);
        long deadline = System.nanoTime() + time.toNanos();
        while (true) {
            var chunk = request.read();
            if (chunk == null) {
                request.demand(arrived::release);
                if (!arrived.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return new Refused(Errors.BODY_TOO_SLOW);
                }
                continue;
            }
            if (Content.Chunk.isFailure(chunk)) {
                return new Refused(Errors.BODY_BROKEN);
            }
            if (!budget.take(chunk.remaining())) {
                chunk.release();
                return new Refused(Errors.PUT_OFF);
            }
            append(chunk, bytes);
            if (bytes.size() > most) {
                return new Refused(Errors.BODY_TOO_LARGE);
            }
            if (chunk.isLast()) {
                return new Complete(bytes.toByteArray());
            }
            if (System.nanoTime() > deadline) {
                return new Refused(Errors.BODY_TOO_SLOW);
            }
        }
    }

    private static void append(Content.Chunk chunk, ByteArrayOutputStream bytes) {
        var part = new byte[chunk.remaining()];
        chunk.get(part, 0, part.length);
        bytes.write(part, 0, part.length);
        chunk.release();
    }
}
