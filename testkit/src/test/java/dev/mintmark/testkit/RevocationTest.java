package dev.mintmark.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.revocation.RevocationFeed;
import dev.mintmark.verifier.revocation.StalePolicy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// From the issuer that revokes to the verifier that refuses.
@Timeout(60)
class RevocationTest {

    private final TestIssuer issuer = TestIssuer.start();
    private RevocationFeed feed;
    private Verifier verifier;

    @BeforeEach
    void start() {
        feed = issuer.revocationFeed(StalePolicy.FAIL_CLOSED);
        verifier = issuer.verifier("orders-api").withRevocations(feed);
        eventually("the feed is current", feed::isCurrent);
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    @DisplayName("R-276: one token")
    void a_revoked_token_is_refused_and_no_other() {
        var token = issuer.token().audience("orders-api").sign();
        var other = issuer.listedToken().audience("orders-api").sign();
        assertTrusted(token);
        assertTrusted(token); // from memory
        issuer.revoke(token);
        awaitRevoked(token);
        assertTrusted(other);
        issuer.revoke(other);
        awaitRevoked(other);
    }

    @Test
    @DisplayName("R-276: a session, a subject, a key")
    void what_tokens_have_in_common_can_be_revoked() {
        var session = issuer.token().audience("orders-api").session("s-1").sign();
        var subject = issuer.token().audience("orders-api").subject("bob").sign();
        var good = issuer.token().audience("orders-api").sign();
        issuer.revokeSession("s-1");
        issuer.revokeSubject("bob");
        awaitRevoked(session);
        awaitRevoked(subject);
        assertTrusted(good);
        issuer.clock().advance(Duration.ofSeconds(1));
        assertTrusted(issuer.token().audience("orders-api").subject("bob").sign());
        issuer.revokeKey(issuer.keys().signing());
        awaitRevoked(good);
    }

    @Test
    @DisplayName("R-277: a stream that was cut")
    void without_the_stream_the_list_tells_and_the_stream_resumes() {
        var token = issuer.listedToken().audience("orders-api").session("s-1").sign();
        issuer.fallSilent();
        issuer.revoke(token);
        assertTrusted(token);
        issuer.clock().advance(Duration.ofSeconds(31));
        awaitRevoked(token);
        var missed = issuer.token().audience("orders-api").session("s-2").sign();
        issuer.revokeSession("s-2");
        assertTrusted(missed);
        issuer.recover();
        eventually("cut", () -> !feed.state().streamOpen());
        issuer.clock().advance(Duration.ofSeconds(3));
        awaitRevoked(missed);
    }

    @Test
    @DisplayName("R-273: an authority that is gone")
    void when_the_issuer_is_gone_nobody_can_tell_after_a_minute() {
        var token = issuer.listedToken().audience("orders-api").sign();
        assertTrusted(token);
        issuer.fail(Fault.DOWN);
        issuer.clock().advance(Duration.ofSeconds(60));
        assertTrusted(token);
        issuer.clock().advance(Duration.ofSeconds(1));
        assertThat(verifier.verify(token))
                .isInstanceOfSatisfying(
                        Verdict.Unavailable.class,
                        later ->
                                assertThat(later.cause())
                                        .isEqualTo(Verdict.Unavailable.Cause.REVOCATIONS));
    }

    @Test
    void what_is_no_token_cannot_be_revoked() {
        assertThatThrownBy(() -> issuer.revoke("x.y")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> issuer.revoke("a.bm8.c"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void assertTrusted(String token) {
        assertThat(verifier.verify(token)).isInstanceOf(Verdict.Trusted.class);
    }

    private void awaitRevoked(String token) {
        eventually(
                "refused",
                () ->
                        verifier.verify(token) instanceof Verdict.Refused refused
                                && refused.reason() == Reason.REVOKED);
    }

    private static void eventually(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start)
                    .as(what)
                    .isLessThan(Duration.ofSeconds(20).toNanos());
            LockSupport.parkNanos(2_000_000);
        }
    }
}
