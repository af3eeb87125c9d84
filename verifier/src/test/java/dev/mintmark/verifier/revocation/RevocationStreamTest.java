package dev.mintmark.verifier.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.KeyLookup;
import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.Tokens;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.SignatureProvider;
import dev.mintmark.verifier.jose.SigningEngine;
import dev.mintmark.verifier.jose.TestKeys;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// The stream over real HTTP; only the clock is ours.
@Timeout(60)
class RevocationStreamTest {

    private final FeedFixture fixture = new FeedFixture();
    private final RevokingIssuer issuer = fixture.issuer;

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    private FeedFixture listening() {
        issuer.publishes(1);
        return fixture.listening(StalePolicy.FAIL_CLOSED).awaitCurrent();
    }

    @ParameterizedTest
    @DisplayName("R-276: each kind of item")
    @CsvSource(
            delimiter = ';',
            value = {
                "{'uri':'LIST','idx':5,'v':1}; revoked by the status list",
                "{'uri':'LIST','idx':5,'v':2}; suspended by the status list",
                "{'sid':'s-1'}; the session was ended",
                "{'jti':'t-1','exp':NOW+600}; the token was revoked",
                "{'jti':'t-1'}; the token was revoked",
                "{'sub':'mallory','nbf':NOW+1};"
                        + " all tokens of the subject from before some time were revoked",
                "{'nbf':NOW+1}; all tokens from before some time were revoked",
                "{'kid':'ES256-key'}; the key that signed it was revoked"
            })
    void a_token_is_refused_as_soon_as_the_stream_says_so(String item, String detail) {
        listening();
        var token = doomed();
        fixture.assertTrusted(token);
        issuer.sendFrame(json(item));
        fixture.awaitRevoked(token);
        fixture.assertRevoked(token, detail);
        assertThat(fixture.feed().state().framesAccepted()).isEqualTo(1);
    }

    @ParameterizedTest
    @DisplayName("R-276: and nobody else")
    @ValueSource(
            strings = {
                "{'uri':'LIST','idx':6,'v':1}",
                "{'uri':'LIST','idx':5,'v':0}",
                "{'uri':'http://127.0.0.1:1/status/1','idx':5,'v':1}",
                "{'sid':'t-1'}",
                "{'sid':'s-11'}",
                "{'jti':'s-1'}",
                "{'sub':'mallory','nbf':NOW}",
                "{'sub':'alice','nbf':NOW+1}",
                "{'sub':'s-1','nbf':NOW+1}",
                "{'nbf':NOW}",
                "{'kid':'another'}",
                "{'later':'version'}"
            })
    void what_the_stream_says_of_others_leaves_a_token_alone(String item) {
        listening();
        issuer.sendFrame(json(item));
        awaitFrames(1);
        fixture.assertTrusted(doomed());
    }

    @Test
    @DisplayName("R-276: items of kinds that we do not know")
    void unknown_items_are_counted_and_the_others_count() {
        listening();
        issuer.sendFrame("{\"later\":1},{\"sid\":\"s-1\"},7");
        fixture.awaitRevoked(doomed());
        assertThat(fixture.feed().state().itemsSkipped()).isEqualTo(2);
    }

    /// What a frame can be instead of one.
    enum Lie {
        UNSIGNED(Ignored.ALG_NOT_ALLOWED),
        SECRET(Ignored.ALG_NOT_ALLOWED),
        NO_TYPE(Ignored.WRONG_TYPE),
        ACCESS_TOKEN(Ignored.WRONG_TYPE),
        BAD_SIGNATURE(Ignored.BAD_SIGNATURE),
        OTHER_ISSUER(Ignored.WRONG_ISSUER),
        NO_ISSUER(Ignored.WRONG_ISSUER),
        NO_SEQUENCE(Ignored.MALFORMED),
        NO_ITEMS(Ignored.MALFORMED),
        NOT_A_TOKEN(Ignored.MALFORMED),
        BARE_JSON(Ignored.MALFORMED),
        REPEATED(Ignored.OUTDATED),
        OLDER(Ignored.OUTDATED);

        private final Ignored counted;

        Lie(Ignored counted) {
            this.counted = counted;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "R-276: what is unsigned, badly signed, of another or older is ignored and counted")
    void a_lie_revokes_nothing(Lie lie) {
        listening();
        for (int i = 0; i < 3; i++) {
            issuer.sendFrame("{\"sid\":\"unrelated\"}");
        }
        awaitFrames(3);
        issuer.send(RevokingIssuer.event(3, lie(lie)));
        // After it, the stream goes on.
        issuer.sendFrame("{\"sid\":\"s-2\"}");
        fixture.awaitRevoked(issuer.token(1, 7).claim("sid", "\"s-2\""));
        fixture.assertTrusted(doomed());
        var state = fixture.feed().state();
        assertThat(state.framesIgnored()).containsEntry(lie.counted, 1L);
        assertThat(state.framesIgnored().values().stream().mapToLong(n -> n).sum()).isEqualTo(1);
        assertThat(state.connections()).isEqualTo(1);
    }

    private String lie(Lie lie) {
        var items = "{\"sid\":\"s-1\"}";
        var claims = issuer.frameClaims(3_000, items);
        var header = "{\"alg\":\"%s\",\"kid\":\"ES256-key\",\"typ\":\"mintmark-revocation+jwt\"}";
        var signed = issuer.frame(3_000, items);
        return switch (lie) {
            case UNSIGNED ->
                    Tokens.segment(header.formatted("none")) + "." + Tokens.segment(claims) + ".";
            case SECRET ->
                    signed.replace(
                            signed.substring(0, signed.indexOf('.')),
                            Tokens.segment(header.formatted("HS256")));
            case NO_TYPE ->
                    signed.replace(
                            signed.substring(0, signed.indexOf('.')),
                            Tokens.segment("{\"alg\":\"ES256\",\"kid\":\"ES256-key\"}"));
            case ACCESS_TOKEN -> RevokingIssuer.sign("at+jwt", claims);
            case BAD_SIGNATURE -> RevokingIssuer.sign(header.formatted("ES256"), claims, foreign());
            case OTHER_ISSUER ->
                    RevokingIssuer.sign(
                            FrameReader.TYPE,
                            claims.replace(issuer.uri().toString(), issuer.uri() + "/"));
            case NO_ISSUER ->
                    RevokingIssuer.sign(FrameReader.TYPE, claims.replace("\"iss\"", "\"aud\""));
            case NO_SEQUENCE ->
                    RevokingIssuer.sign(FrameReader.TYPE, claims.replace("\"seq\"", "\"x\""));
            case NO_ITEMS ->
                    RevokingIssuer.sign(FrameReader.TYPE, claims.replace("\"items\"", "\"x\""));
            case NOT_A_TOKEN -> "hello";
            case BARE_JSON -> claims;
            case REPEATED -> issuer.frame(3, items);
            case OLDER -> issuer.frame(2, items);
        };
    }

    private static SigningEngine foreign() {
        try {
            return SigningEngine.of(
                    TestKeys.ec("secp256r1").getPrivate(),
                    Algorithm.ES256,
                    SignatureProvider.jdk());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("R-276: numbers of frames grow, not always by one")
    void a_gap_in_the_sequence_is_no_loss() {
        listening();
        issuer.send(RevokingIssuer.event(5, issuer.frame(5, "{\"sid\":\"s-9\"}")));
        issuer.send(RevokingIssuer.event(900, issuer.frame(900, "{\"sid\":\"s-1\"}")));
        fixture.awaitRevoked(doomed());
        assertThat(issuer.server().count(RevokingIssuer.path(1))).isEqualTo(1);
    }

    @Test
    @DisplayName("R-275: who listens says who it is")
    void the_credentials_are_form_encoded_basic_and_never_printed() {
        listening();
        var request = issuer.server().requests(RevokingIssuer.STREAM).get(0);
        var basic = request.headers().get("authorization").split(" ", -1);
        assertThat(basic[0]).isEqualTo("Basic");
        assertThat(new String(Base64.getDecoder().decode(basic[1]), UTF_8))
                .isEqualTo("orders+api:s%3Acret%2F%2B");
        assertThat(request.headers()).containsEntry("accept", "text/event-stream");
        assertThat(request.headers()).doesNotContainKey("last-event-id");
        assertThat(FeedFixture.ACCESS).hasToString("StreamAccess[***]");
        assertThat(fixture.feed()).hasToString("RevocationFeed[" + issuer.uri() + "]");
    }

    @Test
    @DisplayName("R-275: credentials that are renewed")
    void the_authorization_is_asked_for_with_every_connection() {
        var count = new AtomicInteger();
        fixture.starting(
                StalePolicy.FAIL_CLOSED,
                feed ->
                        feed.withStream(
                                StreamAccess.authorization(
                                        () -> "Bearer token-" + count.incrementAndGet())));
        fixture.awaitCurrent();
        issuer.cutStream();
        fixture.advanceUntil("a second connection", () -> streamRequests() == 2);
        assertThat(issuer.server().requests(RevokingIssuer.STREAM))
                .extracting(request -> request.headers().get("authorization"))
                .containsExactly("Bearer token-1", "Bearer token-2");
    }

    @ParameterizedTest
    @DisplayName("R-035: secrets are in no message")
    @ValueSource(strings = {"Bearer s3cret\r\nX-Evil: 1", "THROW"})
    void credentials_that_cannot_be_used_are_not_quoted(String value) {
        fixture.starting(
                StalePolicy.FAIL_CLOSED,
                feed ->
                        feed.withStream(
                                StreamAccess.authorization(() -> {
                                    if (value.equals("THROW")) {
                                        throw new IllegalStateException("s3cret");
                                    }
                                    return value;
                                })));
        Eventually.that("a failure", () -> fixture.feed().state().streamFailure().isPresent());
        assertThat(fixture.feed().state().streamFailure())
                .get()
                .asString()
                .contains("no credentials")
                .doesNotContain("s3cret");
        assertThat(streamRequests()).isZero();
    }

    @Test
    @DisplayName("R-275: resuming")
    void who_comes_back_says_where_it_was() {
        listening();
        long id = issuer.sendFrame("{\"sid\":\"s-9\"}");
        awaitFrames(1);
        issuer.cutStream();
        fixture.advanceUntil("a second connection", () -> streamRequests() == 2);
        assertThat(issuer.server().requests(RevokingIssuer.STREAM).get(1).headers())
                .containsEntry("last-event-id", Long.toString(id));
        Eventually.that("open again", () -> issuer.openStreams() == 1);
        issuer.sendFrame("{\"sid\":\"s-1\"}");
        fixture.awaitRevoked(doomed());
    }

    @Test
    @DisplayName("R-275: resuming where nothing happened yet")
    void who_has_heard_nothing_but_its_place_comes_back_to_it() {
        issuer.greets("retry: 1000\n\nid: 41\n\n: here\n\n");
        fixture.listening(StalePolicy.FAIL_CLOSED).awaitCurrent();
        issuer.cutStream();
        fixture.advanceUntil("a second connection", () -> streamRequests() == 2);
        assertThat(issuer.server().requests(RevokingIssuer.STREAM).get(1).headers())
                .containsEntry("last-event-id", "41");
    }

    @Test
    @DisplayName("R-275: resync")
    void after_a_resync_all_lists_are_fetched_and_numbers_may_start_anew() {
        listening();
        issuer.sendFrame("{\"sid\":\"s-8\"}");
        issuer.send(RevokingIssuer.event(900, issuer.frame(900, "{\"sid\":\"s-9\"}")));
        awaitFrames(2);
        issuer.revoke(1, 5);
        issuer.send("event: resync\nid: 77\ndata: -\n\n");
        fixture.awaitRevoked(issuer.token(1, 5));
        assertThat(issuer.server().count(RevokingIssuer.path(1))).isEqualTo(2);
        // As from a database that was restored.
        issuer.send(RevokingIssuer.event(78, issuer.frame(78, "{\"sid\":\"s-1\"}")));
        fixture.awaitRevoked(issuer.token(1, 6).claim("sid", "\"s-1\""));
    }

    @Test
    @DisplayName("R-277: 45 seconds of silence")
    void a_silent_connection_is_given_up_and_opened_again() {
        listening();
        fixture.advance(Duration.ofSeconds(45));
        issuer.heartbeat();
        Eventually.that("heard", () -> age() == 0);
        fixture.advance(Duration.ofSeconds(45));
        assertThat(streamRequests()).isEqualTo(1);
        fixture.advance(Duration.ofSeconds(1));
        Eventually.that(
                "given up",
                () ->
                        fixture.feed()
                                .state()
                                .streamFailure()
                                .filter(f -> f.contains("nothing was heard"))
                                .isPresent());
        fixture.advanceUntil("a second connection", () -> streamRequests() == 2);
    }

    @Test
    @DisplayName("R-277: nobody answers")
    void a_connection_without_an_answer_is_given_up() {
        var asked = new AtomicBoolean();
        issuer.lies(
                RevokingIssuer.STREAM,
                (request, out) -> {
                    asked.set(true);
                    Eventually.that("the test is over", () -> !asked.get());
                });
        fixture.listening(StalePolicy.FAIL_CLOSED);
        Eventually.that("asked", asked::get);
        fixture.advance(Duration.ofSeconds(6));
        Eventually.that("given up", () -> fixture.feed().state().streamFailure().isPresent());
        asked.set(false);
        issuer.tellsTheTruth(RevokingIssuer.STREAM);
        fixture.advanceUntil("open", () -> fixture.feed().state().streamOpen());
    }

    @ParameterizedTest
    @DisplayName("R-277, R-080: answers that are no stream")
    @CsvSource({
        "401 Unauthorized, status 401",
        "403 Forbidden, status 403",
        "404 Not Found, status 404",
        "500 Oops, status 500",
        "302 Found, status 302",
        "200 OK, no event stream"
    })
    void what_is_no_stream_is_a_failure_and_tried_again(String status, String failure) {
        issuer.answers(RevokingIssuer.STREAM, status, "Location: /elsewhere\r\n", "data: x\n\n");
        fixture.listening(StalePolicy.FAIL_CLOSED);
        Eventually.that(
                "a failure",
                () ->
                        fixture.feed()
                                .state()
                                .streamFailure()
                                .filter(f -> f.contains(failure))
                                .isPresent());
        assertThat(fixture.feed().state().streamOpen()).isFalse();
        assertThat(issuer.server().count("/elsewhere")).isZero();
        issuer.tellsTheTruth(RevokingIssuer.STREAM);
        fixture.advanceUntil("open", () -> fixture.feed().state().streamOpen());
        assertThat(fixture.feed().state().streamFailure()).isEmpty();
    }

    @Test
    @DisplayName("R-278: an endless line")
    void a_line_without_end_is_broken_off() {
        listening();
        issuer.send("data: " + "x".repeat(70_000));
        Eventually.that(
                "broken off",
                () ->
                        fixture.feed()
                                .state()
                                .streamFailure()
                                .filter(f -> f.contains("too long"))
                                .isPresent());
        fixture.advanceUntil("a second connection", () -> streamRequests() == 2);
    }

    @Test
    @DisplayName("R-277: a server that hangs up at once is not stormed")
    void while_no_time_passes_there_is_one_attempt() {
        issuer.lies(RevokingIssuer.STREAM, (request, out) -> issuer.openStream(out));
        issuer.publishes(1);
        fixture.listening(StalePolicy.FAIL_CLOSED);
        Eventually.that("hung up", () -> fixture.feed().state().streamFailure().isPresent());
        int seconds = fixture.advanceUntil("seven more attempts", () -> streamRequests() >= 8);
        // Half of 2, 4, 8, 16, 32, 60 and 60 seconds at least.
        assertThat(seconds).isGreaterThanOrEqualTo(91);
    }

    @Test
    @DisplayName("R-275: a heartbeat before what was missed would be a lie, a frame is none")
    void a_fresh_connection_counts_from_its_first_comment() {
        issuer.greets("retry: 1000\n\n");
        fixture.listening(StalePolicy.FAIL_CLOSED);
        Eventually.that("open", () -> issuer.openStreams() == 1);
        issuer.sendFrame("{\"sid\":\"s-9\"}");
        awaitFrames(1);
        fixture.assertUnavailable(issuer.token());
        issuer.heartbeat();
        fixture.awaitTrusted(issuer.token());
    }

    @Test
    @DisplayName("R-276: frames under a key that is not there yet are not lost")
    void a_frame_under_an_unknown_key_is_asked_for_again() {
        var known = new AtomicBoolean();
        var all = KeySource.of(TestKeys.key(Algorithm.ES256), TestKeys.key(Algorithm.ED25519));
        fixture.keys =
                (kid, algorithm) ->
                        algorithm == Algorithm.ED25519 && !known.get()
                                ? new KeyLookup.NoSuchKey()
                                : all.lookup(kid, algorithm);
        listening();
        long before = issuer.sendFrame("{\"sid\":\"s-9\"}");
        awaitFrames(1);
        var ed25519 =
                SigningEngine.of(
                        TestKeys.pair(Algorithm.ED25519).getPrivate(),
                        Algorithm.ED25519,
                        SignatureProvider.jdk());
        long id = issuer.nextSequence();
        var event =
                RevokingIssuer.event(
                        id,
                        RevokingIssuer.sign(
                                "{\"alg\":\"Ed25519\",\"kid\":\"Ed25519-key\",\"typ\":\"%s\"}"
                                        .formatted(FrameReader.TYPE),
                                issuer.frameClaims(id, "{\"sid\":\"s-1\"}"),
                                ed25519));
        issuer.greets(event + ": here\n\n");
        issuer.send(event);
        fixture.advanceUntil("hung up and back", () -> streamRequests() >= 2);
        assertThat(issuer.server().requests(RevokingIssuer.STREAM).get(1).headers())
                .containsEntry("last-event-id", Long.toString(before));
        known.set(true);
        fixture.advanceUntil("heard", () -> fixture.feed().state().framesAccepted() == 2);
        fixture.awaitRevoked(issuer.token(1, 6).claim("sid", "\"s-1\""));
        assertThat(fixture.feed().state().framesIgnored().get(Ignored.UNKNOWN_KEY)).isPositive();
    }

    @Test
    @DisplayName("R-067: a revoked key signs nothing any more")
    void lists_and_frames_of_a_revoked_key_are_not_believed() {
        listening();
        issuer.sendFrame("{\"kid\":\"ES256-key\"}");
        fixture.awaitRevoked(doomed());
        Eventually.that(
                "the lists were asked for again",
                () ->
                        fixture.feed()
                                .state()
                                .listFailure()
                                .filter(f -> f.contains("key that was revoked"))
                                .isPresent());
        issuer.sendFrame("{\"sid\":\"s-9\"}");
        Eventually.that(
                "ignored",
                () -> fixture.feed().state().framesIgnored().get(Ignored.REVOKED_KEY).equals(1L));
    }

    @Test
    @DisplayName("R-276: a frame only adds until the next list")
    void a_suspension_ends_with_a_later_list() {
        issuer.withBits(2);
        listening();
        issuer.sendFrame(json("{'uri':'LIST','idx':5,'v':2}"));
        fixture.awaitRevoked(issuer.token(1, 5));
        assertThat(fixture.feed().state().revocations()).isEqualTo(1);
        fixture.advance(Duration.ofSeconds(31));
        fixture.awaitTrusted(issuer.token(1, 5));
        assertThat(fixture.feed().state().revocations()).isZero();
    }

    @Test
    @DisplayName("R-276: what a list does not say yet")
    void a_revocation_outlives_a_list_that_was_signed_before_it() {
        listening();
        var old = issuer.list(1);
        fixture.advance(Duration.ofSeconds(10));
        issuer.answers(RevokingIssuer.path(1), "200 OK", "", old);
        issuer.sendFrame(json("{'uri':'LIST','idx':5,'v':1}"));
        fixture.awaitRevoked(issuer.token(1, 5));
        int before = issuer.server().count(RevokingIssuer.path(1));
        fixture.advanceUntil(
                "the old list again",
                () -> issuer.server().count(RevokingIssuer.path(1)) > before + 1);
        fixture.assertRevoked(issuer.token(1, 5), "revoked by the status list");
    }

    @Test
    @DisplayName("R-276: a place in a list that nobody has fetched")
    void what_the_stream_says_of_an_unknown_list_counts_and_has_it_fetched() {
        listening();
        issuer.publishes(2);
        issuer.sendFrame("{\"uri\":\"%s\",\"idx\":5,\"v\":1}".formatted(issuer.listUri(2)));
        fixture.awaitRevoked(issuer.token(2, 5));
        fixture.awaitTrusted(issuer.token(2, 6));
    }

    private Tokens doomed() {
        return issuer.token(1, 5)
                .claim("sid", "\"s-1\"")
                .claim("jti", "\"t-1\"")
                .claim("sub", "\"mallory\"");
    }

    private String json(String item) {
        return item.replace('\'', '"')
                .replace("LIST", issuer.listUri(1))
                .replace("NOW+600", Long.toString(issuer.seconds() + 600))
                .replace("NOW+1", Long.toString(issuer.seconds() + 1))
                .replace("NOW", Long.toString(issuer.seconds()));
    }

    private long age() {
        return fixture.feed().state().newestAge().map(Duration::toSeconds).orElse(-1L);
    }

    private int streamRequests() {
        return issuer.server().count(RevokingIssuer.STREAM);
    }

    private void awaitFrames(long count) {
        Eventually.that(count + " frames", () -> fixture.feed().state().framesAccepted() == count);
    }
}
