package dev.mintmark.verifier.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.verifier.Tokens;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// How old what is known may be, how much of it is kept, and what happens beyond.
@Timeout(60)
class StalenessTest {

    private final FeedFixture fixture = new FeedFixture();
    private final RevokingIssuer issuer = fixture.issuer;

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    @DisplayName("R-277: the stream is cut, the lists go on")
    void without_the_stream_a_revocation_is_heard_of_within_the_ttl() {
        issuer.publishes(1);
        fixture.listening(StalePolicy.FAIL_CLOSED).awaitCurrent();
        issuer.answers(RevokingIssuer.STREAM, "503 Unavailable", "", "");
        issuer.cutStream();
        Eventually.that("cut", () -> !fixture.feed().state().streamOpen());
        issuer.revoke(1, 5);
        fixture.assertTrusted(issuer.token(1, 5));
        fixture.advance(Duration.ofSeconds(30));
        fixture.awaitRevoked(issuer.token(1, 5));
        fixture.awaitTrusted(issuer.token(1, 6));
    }

    @Test
    @DisplayName("R-273: authority dead, FAIL_CLOSED")
    void a_closed_service_stands_still_at_the_bound_and_goes_on_after() {
        issuer.publishes(1);
        fixture.listening(StalePolicy.FAIL_CLOSED).awaitCurrent();
        issuer.goDown();
        fixture.advance(Duration.ofMinutes(1));
        fixture.assertTrusted(issuer.token(1, 5));
        fixture.assertTrusted(issuer.token());
        assertThat(fixture.feed().isCurrent()).isTrue();
        fixture.advance(Duration.ofMillis(1));
        fixture.assertUnavailable(issuer.token(1, 5));
        fixture.assertUnavailable(issuer.token());
        assertThat(fixture.feed().isCurrent()).isFalse();
        assertThat(fixture.feed().state().judgedWithoutNews()).isEqualTo(2);
        issuer.comeUp();
        fixture.advanceUntil("recovered", fixture.feed()::isCurrent);
        fixture.assertTrusted(issuer.token(1, 5));
        fixture.assertTrusted(issuer.token());
    }

    @Test
    @DisplayName("R-273: authority dead, FAIL_OPEN_UNTIL_EXP")
    void an_open_service_goes_on_and_still_refuses_what_it_knows_of() {
        issuer.publishes(1);
        issuer.revoke(1, 7);
        fixture.listening(StalePolicy.FAIL_OPEN_UNTIL_EXP).awaitCurrent();
        issuer.sendFrame("{\"sid\":\"s-1\"}");
        var dead = issuer.token(1, 8).claim("sid", "\"s-1\"");
        fixture.awaitRevoked(dead);
        var listed = issuer.token(1, 7);
        var good = issuer.token(1, 5);
        issuer.goDown();
        fixture.advance(Duration.ofMinutes(9));
        fixture.assertTrusted(good);
        fixture.assertTrusted(issuer.token());
        fixture.assertRevoked(dead, "the session was ended");
        fixture.assertRevoked(listed, "revoked by the status list");
        assertThat(fixture.feed().state().judgedWithoutNews()).isEqualTo(2);
        assertThat(fixture.feed().isCurrent()).isFalse();
        // Until exp, and not longer.
        fixture.advance(Duration.ofSeconds(91));
        assertThat(fixture.verify(good).toString()).contains("EXPIRED");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("R-273: cold start while the authority is down")
    void a_service_starts_without_its_authority(StalePolicy policy) {
        issuer.publishes(1);
        issuer.goDown();
        fixture.listening(policy);
        if (policy == StalePolicy.FAIL_CLOSED) {
            fixture.assertUnavailable(issuer.token(1, 5));
            fixture.assertUnavailable(issuer.token());
        } else {
            fixture.assertTrusted(issuer.token(1, 5));
            fixture.assertTrusted(issuer.token());
        }
        assertThat(fixture.feed().isCurrent()).isFalse();
        issuer.comeUp();
        fixture.advanceUntil("current", fixture.feed()::isCurrent);
        fixture.assertTrusted(issuer.token(1, 5));
    }

    @Test
    @DisplayName("R-277: as long as the stream is alive, so is what is known")
    void the_stream_keeps_lists_young_that_cannot_be_fetched() {
        issuer.publishes(1);
        fixture.listening(StalePolicy.FAIL_CLOSED).awaitCurrent();
        // A list signed after the stream was opened.
        fixture.advance(Duration.ofSeconds(30));
        issuer.heartbeat();
        Eventually.that(
                "fetched again", () -> fixture.feed().state().oldestListAge().equals(zero()));
        issuer.answers(RevokingIssuer.path(1), "500 Oops", "", "");
        for (int i = 0; i < 8; i++) {
            fixture.advance(Duration.ofSeconds(40));
            issuer.heartbeat();
            Eventually.that("heard", () -> fixture.feed().state().newestAge().equals(zero()));
            fixture.assertTrusted(issuer.token(1, 5));
        }
    }

    @Test
    @DisplayName("R-266: an expired list is no knowledge, stream or not")
    void a_list_past_its_expiry_vouches_for_nobody() {
        issuer.publishes(1);
        fixture.starting(
                StalePolicy.FAIL_CLOSED, feed -> feed.withMaxStaleness(Duration.ofHours(1)));
        fixture.awaitCurrent();
        issuer.goDown();
        fixture.advance(Duration.ofSeconds(599));
        fixture.assertTrusted(issuer.token(1, 5));
        fixture.advance(Duration.ofSeconds(1));
        fixture.assertUnavailable(issuer.token(1, 5));
    }

    @Test
    @DisplayName("R-273: without a stream, who has no place in a list lives until it expires")
    void tokens_that_nobody_can_revoke_are_not_held_up() {
        fixture.starting(StalePolicy.FAIL_CLOSED, feed -> feed).awaitCurrent();
        issuer.goDown();
        fixture.advance(Duration.ofHours(1));
        fixture.assertTrusted(issuer.token());
    }

    @Test
    @DisplayName("a clock that was set back")
    void knowledge_from_the_future_is_not_young_for_ever() {
        issuer.publishes(1);
        fixture.advance(Duration.ofHours(1));
        fixture.listening(StalePolicy.FAIL_CLOSED).awaitCurrent();
        issuer.goDown();
        fixture.clock.advance(Duration.ofHours(-1));
        fixture.assertUnavailable(issuer.token(1, 5));
        issuer.comeUp();
        fixture.advanceUntil("recovered", fixture.feed()::isCurrent);
        fixture.assertTrusted(issuer.token(1, 5));
    }

    @Test
    @DisplayName("clocks that differ are measured")
    void the_skew_of_the_issuers_clock_is_known() {
        issuer.publishes(1);
        issuer.lies(
                RevokingIssuer.path(1),
                (request, out) ->
                        BareServer.send(
                                out,
                                "200 OK",
                                "Date: Mon, 23 Nov 2026 12:00:42 GMT\r\n",
                                issuer.list(1)));
        fixture.starting(StalePolicy.FAIL_CLOSED, feed -> feed).awaitCurrent();
        assertThat(fixture.feed().state().clockSkew()).contains(Duration.ofSeconds(42));
    }

    @Test
    @DisplayName("tokens that live longer than revocations are remembered")
    void a_token_that_could_outlive_its_revocation_is_refused() {
        fixture.starting(
                        StalePolicy.FAIL_CLOSED,
                        feed -> feed.withLongestTokenLife(Duration.ofMinutes(10)))
                .awaitCurrent();
        fixture.assertTrusted(issuer.token());
        long now = issuer.seconds();
        fixture.assertRevoked(
                issuer.token().claim("exp", Long.toString(now + 601)),
                "the token lives longer than revocations are remembered: longestTokenLife");
    }

    @Test
    void the_feed_of_another_issuer_vouches_for_nobody() {
        var feed =
                RevocationFeed.forIssuer(
                        URI.create("https://other.example.com"),
                        fixture.keys,
                        StalePolicy.FAIL_OPEN_UNTIL_EXP);
        var verifier = Tokens.aVerifier().withRevocations(feed);
        assertThat(verifier.verify(Tokens.aToken().sign()).toString())
                .contains("the revocation feed is that of another issuer");
    }

    @Test
    @DisplayName("what the stream said is forgotten when it no longer matters")
    void revocations_are_remembered_as_long_as_tokens_can_live() {
        fixture.starting(
                        StalePolicy.FAIL_CLOSED,
                        feed ->
                                feed.withStream(FeedFixture.ACCESS)
                                        .withLongestTokenLife(Duration.ofMinutes(10)))
                .awaitCurrent();
        long now = issuer.seconds();
        issuer.sendFrame(
                "{\"sid\":\"s-1\"},{\"jti\":\"t-1\",\"exp\":%d},{\"sub\":\"bob\",\"nbf\":%d}"
                        .formatted(now + 600, now));
        Eventually.that("heard", () -> fixture.feed().state().revocations() == 3);
        fixture.advance(Duration.ofMinutes(12));
        issuer.heartbeat();
        Eventually.that("heard", () -> fixture.feed().state().newestAge().equals(zero()));
        assertThat(fixture.feed().state().revocations()).isEqualTo(3);
        fixture.advanceUntil("forgotten", () -> fixture.feed().state().revocations() == 0);
    }

    @Test
    @DisplayName("R-278: more than there is room for is not forgotten in silence")
    void beyond_the_bound_the_stream_counts_as_not_there() {
        issuer.publishes(1);
        fixture.starting(
                        StalePolicy.FAIL_CLOSED,
                        feed ->
                                feed.withStream(FeedFixture.ACCESS)
                                        .withLongestTokenLife(Duration.ofMinutes(10))
                                        .withBounds(FeedBounds.DEFAULT.withRevocations(10)))
                .awaitCurrent();
        for (int i = 0; i < 12; i++) {
            issuer.sendFrame("{\"sid\":\"s-%d\"}".formatted(i));
        }
        Eventually.that("heard", () -> fixture.feed().state().framesAccepted() == 12);
        var state = fixture.feed().state();
        assertThat(state.revocations()).isEqualTo(10);
        assertThat(state.itemsDropped()).isEqualTo(2);
        assertThat(state.complete()).isFalse();
        // What fitted in is refused, the lists are asked again, and the rest is judged by age.
        fixture.assertRevoked(issuer.token().claim("sid", "\"s-3\""), "the session was ended");
        Eventually.that("lists again", () -> issuer.server().count(RevokingIssuer.path(1)) == 2);
        fixture.advance(Duration.ofSeconds(61));
        issuer.heartbeat();
        fixture.assertUnavailable(issuer.token());
        fixture.awaitTrusted(issuer.token(1, 5));
        // No token that was meant by what was dropped can be alive any more.
        fixture.advance(Duration.ofMinutes(12));
        issuer.heartbeat();
        fixture.advanceUntil(
                "complete again",
                () -> {
                    issuer.heartbeat();
                    return fixture.feed().isCurrent();
                });
        assertThat(fixture.feed().state().complete()).isTrue();
        fixture.assertTrusted(issuer.token());
    }

    @Test
    void a_feed_that_was_closed_asks_no_more() throws Exception {
        issuer.publishes(1);
        fixture.listening(StalePolicy.FAIL_CLOSED).awaitCurrent();
        fixture.feed().close();
        Eventually.that(
                "hung up",
                () -> {
                    issuer.heartbeat();
                    return issuer.openStreams() == 0;
                });
        int before = issuer.server().count();
        fixture.advance(Duration.ofMinutes(10));
        fixture.feed().start();
        fixture.assertUnavailable(issuer.token(1, 5));
        assertThat(issuer.server().count()).isEqualTo(before);
    }

    @Test
    void nothing_happens_before_the_start() {
        issuer.publishes(1);
        try (var feed =
                RevocationFeed.forIssuer(issuer.uri(), fixture.keys, StalePolicy.FAIL_CLOSED)
                        .withStream(FeedFixture.ACCESS)
                        .withMaxStaleness(Duration.ofSeconds(30))) {
            assertThat(feed.isCurrent()).isFalse();
            assertThat(feed.state().newestAge()).isEmpty();
            assertThat(issuer.server().count()).isZero();
        }
    }

    @Test
    void settings_that_make_no_sense_are_refused() {
        var feed = RevocationFeed.forIssuer(issuer.uri(), fixture.keys, StalePolicy.FAIL_CLOSED);
        assertThatThrownBy(() -> feed.withMaxStaleness(Duration.ofSeconds(4)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> feed.withLongestTokenLife(Duration.ofHours(25)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FeedBounds.DEFAULT.withListBytes((16 << 20) + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FeedBounds.DEFAULT.withRevocations(0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        RevocationFeed.forIssuer(
                                URI.create("http://id.example.com"),
                                fixture.keys,
                                StalePolicy.FAIL_CLOSED))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        feed.withStreamAt(
                                URI.create("http://id.example.com/stream"), FeedFixture.ACCESS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Optional<Duration> zero() {
        return Optional.of(Duration.ZERO);
    }
}
