package dev.mintmark.testkit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Keeps an issuer's answers back, so that a test can look at what happens meanwhile. No answer
/// leaves before [#close()].
///
/// ```
/// try (var hold = issuer.hold()) {
///     var verdict = CompletableFuture.supplyAsync(() -> verifier.verify(token));
///     hold.awaitRequest();
///     assertThat(verdict).isNotDone();
/// }
/// ```
public final class Hold implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    Hold() {}

    /// Waits until a request has come in; fails after half a minute.
    public void awaitRequest() {
        await(asked, "nobody asked the issuer for anything");
    }

    /// Lets the answers go.
    @Override
    public void close() {
        released.countDown();
    }

    void pass() {
        asked.countDown();
        await(released, "the hold was never closed");
    }

    private static void await(CountDownLatch latch, String failure) {
        try {
            if (!latch.await(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(failure);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
