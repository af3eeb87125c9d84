package dev.mintmark.verifier.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.MovableClock;
import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.Tokens;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.TestKeys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/// An issuer, a feed and a verifier that heeds it, all by one clock.
final class FeedFixture implements AutoCloseable {

    static final StreamAccess ACCESS = StreamAccess.client("orders api", "s:cret/+");

    final MovableClock clock = new MovableClock();
    final RevokingIssuer issuer = new RevokingIssuer(clock);
    final List<AutoCloseable> toClose = new ArrayList<>();
    KeySource keys = KeySource.of(TestKeys.key(Algorithm.ES256));
    private RevocationFeed feed;
    private Verifier verifier;

    RevocationFeed feed() {
        return feed;
    }

    /// With the stream.
    FeedFixture listening(StalePolicy policy) {
        return starting(policy, feed -> feed.withStream(ACCESS));
    }

    /// Starts a feed without a stream, unless the changes add one.
    FeedFixture starting(StalePolicy policy, UnaryOperator<RevocationFeed> changes) {
        feed = changes.apply(RevocationFeed.forIssuer(issuer.uri(), keys, policy)).withClock(clock);
        verifier =
                Verifier.forIssuer(issuer.uri(), Tokens.AUDIENCE, keys)
                        .withClock(clock)
                        .withRevocations(feed);
        toClose.add(verifier);
        feed.start();
        return this;
    }

    FeedFixture awaitCurrent() {
        Eventually.that("the feed is current: " + feed.state(), feed::isCurrent);
        return this;
    }

    void advance(Duration by) {
        clock.advance(by);
    }

    /// Lets second after second pass until something has happened, and says how many it took.
    int advanceUntil(String what, BooleanSupplier condition) {
        var seconds = new AtomicInteger();
        Eventually.that(
                what,
                () -> {
                    if (condition.getAsBoolean()) {
                        return true;
                    }
                    clock.advance(Duration.ofSeconds(1));
                    seconds.incrementAndGet();
                    return false;
                });
        return seconds.get();
    }

    Verdict verify(Tokens token) {
        return verifier.verify(token.sign());
    }

    Verdict verify(String token) {
        return verifier.verify(token);
    }

    void awaitRevoked(Tokens token) {
        String text = token.sign();
        Eventually.that(
                "refused, with " + feed.state(),
                () ->
                        verifier.verify(text) instanceof Verdict.Refused refused
                                && refused.reason() == Reason.REVOKED);
    }

    void awaitTrusted(Tokens token) {
        String text = token.sign();
        Eventually.that(
                "trusted, with " + feed.state(),
                () -> verifier.verify(text) instanceof Verdict.Trusted);
    }

    void assertTrusted(Tokens token) {
        assertThat(verify(token)).isInstanceOf(Verdict.Trusted.class);
    }

    void assertRevoked(Tokens token, String detail) {
        assertThat(verify(token)).isEqualTo(new Verdict.Refused(Reason.REVOKED, detail));
    }

    /// Nobody can tell: 503, not 401.
    void assertUnavailable(Tokens token) {
        assertThat(verify(token))
                .isInstanceOfSatisfying(
                        Verdict.Unavailable.class,
                        later ->
                                assertThat(later.cause())
                                        .isEqualTo(Verdict.Unavailable.Cause.REVOCATIONS));
    }

    @Override
    public void close() {
        toClose.forEach(FeedFixture::close);
        issuer.close();
    }

    private static void close(AutoCloseable each) {
        try {
            each.close();
        } catch (Exception e) {
            throw new AssertionError("what a test left cannot be closed", e);
        }
    }
}
