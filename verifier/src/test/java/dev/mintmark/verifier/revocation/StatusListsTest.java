package dev.mintmark.verifier.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.Tokens;
import dev.mintmark.verifier.Verdict;
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

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Status lists over real HTTP; only the clock is ours.
@Timeout(60)
class StatusListsTest {

    private final FeedFixture fixture = new FeedFixture();
    private final RevokingIssuer issuer = fixture.issuer;

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    private FeedFixture started() {
        return fixture.starting(StalePolicy.FAIL_CLOSED, feed -> feed);
    }

    @Test
    @DisplayName("R-272: all lists are there before the first token")
    void every_list_that_the_directory_names_is_fetched_at_the_start() {
        issuer.publishes(1).publishes(2);
        issuer.revoke(2, 7);
        started().awaitCurrent();
        fixture.assertTrusted(issuer.token(1, 7));
        fixture.assertRevoked(issuer.token(2, 7), "revoked by the status list");
        fixture.assertTrusted(issuer.token(2, 8));
        assertThat(fixture.feed().state().lists()).isEqualTo(2);
        assertThat(fixture.feed().state().listBytes()).isEqualTo(2 * RevokingIssuer.PLACES / 8);
        assertThat(fixture.feed().state().judgedWithoutNews()).isZero();
    }

    @Test
    @DisplayName("R-263: 0 is good, 2 suspended, 3 as good as revoked")
    void the_values_of_two_bits_mean_what_the_draft_says() {
        issuer.withBits(2).publishes(1);
        issuer.set(1, 1, 1);
        issuer.set(1, 2, 2);
        issuer.set(1, 3, 3);
        started().awaitCurrent();
        fixture.assertTrusted(issuer.token(1, 0));
        fixture.assertRevoked(issuer.token(1, 1), "revoked by the status list");
        fixture.assertRevoked(issuer.token(1, 2), "suspended by the status list");
        fixture.assertRevoked(issuer.token(1, 3), "revoked by the status list");
    }

    @Test
    @DisplayName("R-266, R-267: a place beyond the end")
    void a_token_whose_place_the_list_does_not_have_is_refused() {
        issuer.publishes(1);
        started().awaitCurrent();
        fixture.assertTrusted(issuer.token(1, RevokingIssuer.PLACES - 1));
        fixture.assertRevoked(
                issuer.token(1, RevokingIssuer.PLACES), "status.idx is beyond the end of the list");
    }

    @Test
    @DisplayName("R-265: first the token, then its status")
    void an_invalid_token_makes_nobody_fetch_anything() {
        started().awaitCurrent();
        int before = issuer.server().count();
        var signed = issuer.token(5, 1).sign();
        var broken = signed.substring(0, signed.length() - 20) + "AAAAAAAAAAAAAAAAAAAA";
        assertThat(fixture.verify(broken))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.BAD_SIGNATURE));
        // The next good token makes its own list be fetched; by then the other would have been.
        issuer.publishes(6);
        fixture.awaitTrusted(issuer.token(6, 1));
        assertThat(issuer.server().count(RevokingIssuer.path(5))).isZero();
        assertThat(issuer.server().count()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @DisplayName("R-268, R-080: tokens cannot send us elsewhere")
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/status/1",
                "ISSUER/other/1",
                "ISSUER/status/",
                "ISSUER/status/..",
                "ISSUER/status/../secret",
                "ISSUER/status/a/b",
                "ISSUER/status/a%2Fb",
                "ISSUER/status/1?x=y",
                "ISSUER/status/1#x",
                "ISSUER/status/1 ",
                "ISSUER.evil.example/status/1",
                "https://169.254.169.254/latest/meta-data",
                "file:///etc/passwd"
            })
    void a_list_that_is_not_below_the_prefix_is_never_fetched(String uri) {
        started().awaitCurrent();
        int before = issuer.server().count();
        var token =
                issuer.token()
                        .claim(
                                "status",
                                "{\"status_list\":{\"idx\":1,\"uri\":\"%s\"}}"
                                        .formatted(uri.replace("ISSUER", issuer.uri().toString())));
        fixture.assertRevoked(token, "status.uri is not where the issuer's lists are");
        assertThat(issuer.server().count()).isEqualTo(before);
        assertThat(fixture.feed().state().lists()).isZero();
    }

    @Test
    @DisplayName("R-268: a new list is found through its tokens, once")
    void a_list_that_nobody_announced_is_fetched_for_the_first_token() {
        started().awaitCurrent();
        issuer.publishes(9);
        issuer.revoke(9, 3);
        var text = issuer.token(9, 4).sign();
        fixture.assertUnavailable(issuer.token(9, 4));
        for (int i = 0; i < 10_000; i++) {
            fixture.verify(text);
        }
        fixture.awaitTrusted(issuer.token(9, 4));
        fixture.assertRevoked(issuer.token(9, 3), "revoked by the status list");
        assertThat(issuer.server().count(RevokingIssuer.path(9))).isEqualTo(1);
    }

    @Test
    @DisplayName("R-268: a list that does not exist")
    void a_list_that_cannot_be_fetched_is_asked_for_ever_more_seldom() {
        started().awaitCurrent();
        fixture.assertUnavailable(issuer.token(9, 4));
        awaitFailure("404");
        assertThat(issuer.server().count(RevokingIssuer.path(9))).isEqualTo(1);
        // Half of 1, 2, 4, 8 and 16 seconds at least.
        int seconds =
                fixture.advanceUntil(
                        "five more tries",
                        () -> issuer.server().count(RevokingIssuer.path(9)) >= 6);
        assertThat(seconds).isGreaterThanOrEqualTo(15);
    }

    @Test
    @DisplayName("R-268: the number of lists is bounded")
    void a_list_too_many_is_not_fetched_and_its_tokens_are_not_vouched_for() {
        issuer.publishes(1).publishes(2).publishes(3);
        fixture.starting(
                StalePolicy.FAIL_CLOSED, feed -> feed.withBounds(FeedBounds.DEFAULT.withLists(2)));
        fixture.awaitCurrent();
        fixture.assertTrusted(issuer.token(1, 1));
        fixture.assertTrusted(issuer.token(2, 1));
        fixture.assertUnavailable(issuer.token(3, 1));
        fixture.advance(Duration.ofSeconds(31));
        Eventually.that("a second round", () -> issuer.server().count(RevokingIssuer.path(1)) > 1);
        assertThat(issuer.server().count(RevokingIssuer.path(3))).isZero();
        assertThat(fixture.feed().state().lists()).isEqualTo(2);
    }

    @Test
    @DisplayName("R-268: all lists together take no more memory than allowed")
    void a_list_for_which_there_is_no_room_is_not_kept() {
        issuer.publishes(1).publishes(2);
        fixture.starting(
                StalePolicy.FAIL_CLOSED,
                feed ->
                        feed.withBounds(
                                FeedBounds.DEFAULT.withAllListsBytes(RevokingIssuer.PLACES / 8)));
        awaitFailure("no room");
        assertThat(fixture.feed().state().listBytes()).isEqualTo(RevokingIssuer.PLACES / 8);
    }

    @Test
    @DisplayName("R-271, R-261: a revocation is heard of within the ttl")
    void a_list_is_fetched_again_when_its_ttl_is_over() {
        issuer.publishes(1);
        started().awaitCurrent();
        fixture.assertTrusted(issuer.token(1, 5));
        issuer.revoke(1, 5);
        fixture.advance(Duration.ofSeconds(23));
        fixture.assertTrusted(issuer.token(1, 5));
        fixture.advance(Duration.ofSeconds(7));
        fixture.awaitRevoked(issuer.token(1, 5));
        assertThat(issuer.server().count(RevokingIssuer.path(1))).isEqualTo(2);
    }

    @Test
    @DisplayName("R-264: a list that has not changed is not sent again")
    void the_tag_of_a_list_is_sent_along() {
        issuer.publishes(1);
        started().awaitCurrent();
        var tag = "\"v1\"";
        issuer.lies(
                RevokingIssuer.path(1),
                (request, out) -> {
                    if (tag.equals(request.headers().get("if-none-match"))) {
                        BareServer.send(out, "304 Not Modified", "", "");
                    } else {
                        BareServer.send(out, "200 OK", "ETag: " + tag + "\r\n", issuer.list(1));
                    }
                });
        fixture.advanceUntil("two more", () -> issuer.server().count(RevokingIssuer.path(1)) > 2);
        var last = issuer.server().requests(RevokingIssuer.path(1)).get(2);
        assertThat(last.headers()).containsEntry("if-none-match", tag);
        assertThat(last.headers()).containsEntry("accept", "application/statuslist+jwt");
        assertThat(fixture.feed().state().listFailure()).isEmpty();
    }

    @Test
    @DisplayName("R-266, R-273: a list is as old as its signature")
    void asking_again_makes_a_list_no_younger() {
        issuer.publishes(1);
        var list = issuer.list(1);
        issuer.lies(
                RevokingIssuer.path(1), (request, out) -> BareServer.send(out, "200 OK", "", list));
        started().awaitCurrent();
        fixture.advanceUntil("two more", () -> issuer.server().count(RevokingIssuer.path(1)) > 2);
        fixture.advance(Duration.ofSeconds(61));
        fixture.assertUnavailable(issuer.token(1, 5));
    }

    /// What a server can send instead of a list.
    enum Lie {
        WRONG_TYPE("typ is not"),
        WRONG_SUB("sub is not"),
        NO_IAT("iat is absent"),
        EXPIRED("has expired"),
        FROM_THE_FUTURE("in the future"),
        FOREIGN_KEY("signature does not fit"),
        UNKNOWN_KEY("no key of that kid"),
        UNSIGNED("alg is not"),
        SECRET("alg is not"),
        CHANGED("signature does not fit"),
        BOMB("unpacks to more"),
        ENDLESS("longer than"),
        HTML("not a signed token"),
        EMPTY("not a signed token"),
        SERVER_ERROR("status 500"),
        NOT_FOUND("status 404"),
        GONE("status 410"),
        ELSEWHERE("status 302"),
        UNCHANGED_UNASKED("status 304"),
        HANGS_UP("");

        private final String failure;

        Lie(String failure) {
            this.failure = failure;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("R-261, R-266, R-080: lying servers")
    void a_lie_is_no_list(Lie lie) {
        issuer.publishes(1);
        issuer.lies(RevokingIssuer.path(1), (request, out) -> lie(lie, out));
        started();
        Eventually.that("a failure", () -> fixture.feed().state().listFailure().isPresent());
        assertThat(fixture.feed().state().listFailure()).get().asString().contains(lie.failure);
        assertThat(fixture.feed().isCurrent()).isFalse();
        assertThat(fixture.feed().state().listBytes()).isZero();
        fixture.assertUnavailable(issuer.token(1, 5));

        issuer.tellsTheTruth(RevokingIssuer.path(1));
        fixture.advance(Duration.ofSeconds(31));
        fixture.awaitTrusted(issuer.token(1, 5));
        Eventually.that("no failure", () -> fixture.feed().state().listFailure().isEmpty());
    }

    private void lie(Lie lie, OutputStream out) throws IOException {
        long now = issuer.seconds();
        var claims = issuer.listClaims(1, now, now + 600);
        var other =
                SigningEngine.of(
                        TestKeys.pair(Algorithm.ED25519).getPrivate(),
                        Algorithm.ED25519,
                        SignatureProvider.jdk());
        var header = "{\"alg\":\"%s\",\"kid\":\"%s\",\"typ\":\"statuslist+jwt\"}";
        switch (lie) {
            case WRONG_TYPE -> list(out, RevokingIssuer.sign("at+jwt", claims));
            case WRONG_SUB ->
                    list(
                            out,
                            RevokingIssuer.sign(
                                    "statuslist+jwt",
                                    issuer.listClaims(
                                            issuer.listUri(2), new byte[16], now, now + 600)));
            case NO_IAT ->
                    list(
                            out,
                            RevokingIssuer.sign(
                                    "statuslist+jwt", claims.replace("\"iat\"", "\"nbf\"")));
            case EXPIRED ->
                    list(
                            out,
                            RevokingIssuer.sign(
                                    "statuslist+jwt", issuer.listClaims(1, now - 9, now)));
            case FROM_THE_FUTURE ->
                    list(
                            out,
                            RevokingIssuer.sign(
                                    "statuslist+jwt", issuer.listClaims(1, now + 61, now + 600)));
            case FOREIGN_KEY -> {
                var foreign =
                        SigningEngine.of(
                                fresh().getPrivate(), Algorithm.ES256, SignatureProvider.jdk());
                list(
                        out,
                        RevokingIssuer.sign(
                                header.formatted("ES256", "ES256-key"), claims, foreign));
            }
            case UNKNOWN_KEY ->
                    list(
                            out,
                            RevokingIssuer.sign(
                                    header.formatted("Ed25519", "other"), claims, other));
            case UNSIGNED -> {
                var signed =
                        RevokingIssuer.sign(header.formatted("none", "ES256-key"), claims, other);
                list(out, signed.substring(0, signed.lastIndexOf('.') + 1));
            }
            case SECRET ->
                    list(
                            out,
                            RevokingIssuer.sign(
                                    header.formatted("HS256", "ES256-key"), claims, other));
            case CHANGED -> {
                var signed = RevokingIssuer.sign("statuslist+jwt", claims).split("\\.", -1);
                var changed = Tokens.segment(claims.replace("\"ttl\":30", "\"ttl\":31"));
                list(out, signed[0] + "." + changed + "." + signed[2]);
            }
            case BOMB ->
                    list(
                            out,
                            RevokingIssuer.sign(
                                    "statuslist+jwt",
                                    issuer.listClaims(
                                            issuer.listUri(1),
                                            new byte[(2 << 20) + 1],
                                            now,
                                            now + 600)));
            case ENDLESS -> {
                issuer.openStream(out);
                var piece = "a".repeat(64 * 1024).getBytes(US_ASCII);
                for (int i = 0; i < 1_000; i++) {
                    out.write(piece);
                }
            }
            case HTML -> list(out, "<p>down for maintenance</p>");
            case EMPTY -> list(out, "");
            case SERVER_ERROR -> BareServer.send(out, "500 Oops", "", issuer.list(1));
            case NOT_FOUND -> BareServer.send(out, "404 Not Found", "", issuer.list(1));
            case GONE -> BareServer.send(out, "410 Gone", "", issuer.list(1));
            case ELSEWHERE ->
                    BareServer.send(
                            out, "302 Found", "Location: http://127.0.0.1:1/status/1\r\n", "");
            case UNCHANGED_UNASKED -> BareServer.send(out, "304 Not Modified", "", "");
            case HANGS_UP -> {
                // Closing without an answer is all there is to it.
            }
        }
    }

    private static KeyPair fresh() {
        try {
            return TestKeys.ec("secp256r1");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void list(OutputStream out, String body) throws IOException {
        BareServer.send(out, "200 OK", "Content-Type: application/statuslist+jwt\r\n", body);
    }

    @Test
    @DisplayName("R-080: a dripping answer")
    void a_list_that_comes_drop_by_drop_is_given_up() {
        issuer.publishes(1).publishes(2);
        issuer.lies(
                RevokingIssuer.path(1),
                (request, out) -> {
                    issuer.openStream(out);
                    for (int i = 0; i < 1_000; i++) {
                        out.write('a');
                        out.flush();
                        LockSupport.parkNanos(50_000_000);
                    }
                });
        started();
        awaitFailure("too long");
        // The others are not held up for ever.
        fixture.awaitTrusted(issuer.token(2, 1));
    }

    @ParameterizedTest
    @DisplayName("R-264: redirects within the origin, three at most")
    @CsvSource({"1, true", "3, true", "4, false"})
    void a_list_may_have_moved_within_its_origin(int moves, boolean found) {
        issuer.publishes(1);
        for (int i = 0; i < moves; i++) {
            var location = "Location: /moved/" + (i + 1) + "\r\n";
            issuer.answers(
                    i == 0 ? RevokingIssuer.path(1) : "/moved/" + i, "302 Found", location, "");
        }
        issuer.lies("/moved/" + moves, (request, out) -> list(out, issuer.list(1)));
        started();
        if (found) {
            fixture.awaitTrusted(issuer.token(1, 1));
        } else {
            awaitFailure("status 302");
        }
    }

    @Test
    @DisplayName("R-080, R-264: redirects across origins")
    void a_list_cannot_have_moved_to_another_origin() {
        issuer.publishes(1);
        var elsewhere = new BareServer((request, out) -> list(out, issuer.list(1)));
        fixture.toClose.add(elsewhere);
        issuer.answers(
                RevokingIssuer.path(1),
                "302 Found",
                "Location: " + elsewhere.uri() + "/status/1\r\n",
                "");
        started();
        awaitFailure("status 302");
        assertThat(elsewhere.count()).isZero();
    }

    @Test
    @DisplayName("R-263, R-266: no way back")
    void a_list_older_than_the_last_is_not_taken() {
        issuer.publishes(1);
        fixture.advance(Duration.ofSeconds(30));
        var old =
                RevokingIssuer.sign(
                        "statuslist+jwt",
                        issuer.listClaims(1, issuer.seconds() - 20, issuer.seconds() + 600));
        issuer.revoke(1, 5);
        started();
        fixture.awaitRevoked(issuer.token(1, 5));
        issuer.answers(RevokingIssuer.path(1), "200 OK", "", old);
        fixture.advance(Duration.ofSeconds(31));
        awaitFailure("older than the one before");
        fixture.assertRevoked(issuer.token(1, 5), "revoked by the status list");
    }

    @Test
    @DisplayName("R-268: lists on a host of their own, named by who configures the service")
    void lists_may_be_where_the_configuration_says() {
        var lists =
                new BareServer((request, out) -> {
                    var uri = "http://" + request.headers().get("host") + request.path();
                    var claims =
                            issuer.listClaims(
                                    uri, new byte[128], issuer.seconds(), issuer.seconds() + 600);
                    list(out, RevokingIssuer.sign("statuslist+jwt", claims));
                });
        fixture.toClose.add(lists);
        fixture.starting(
                StalePolicy.FAIL_CLOSED,
                feed -> feed.withListsBelow(URI.create(lists.uri() + "/l/")));
        fixture.awaitCurrent();
        var token =
                issuer.token()
                        .claim(
                                "status",
                                "{\"status_list\":{\"idx\":1,\"uri\":\"%s/l/7\"}}"
                                        .formatted(lists.uri()));
        fixture.awaitTrusted(token);
        issuer.publishes(1);
        fixture.assertRevoked(issuer.token(1, 1), "status.uri is not where the issuer's lists are");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://lists.example.com/status",
                "https://lists.example.com/?/",
                "http://lists.example.com/status/",
                "/status/"
            })
    void a_prefix_that_could_be_read_in_two_ways_is_refused(String prefix) {
        var feed = RevocationFeed.forIssuer(issuer.uri(), fixture.keys, StalePolicy.FAIL_CLOSED);
        assertThatThrownBy(() -> feed.withListsBelow(URI.create(prefix)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("an issuer without a directory")
    void without_a_directory_lists_are_found_through_tokens() {
        issuer.publishes(1);
        issuer.answers(
                "/.well-known/openid-configuration",
                "200 OK",
                "",
                "{\"issuer\":\"%s\"}".formatted(issuer.uri()));
        started().awaitCurrent();
        assertThat(fixture.feed().state().lists()).isZero();
        fixture.awaitTrusted(issuer.token(1, 1));
    }

    @ParameterizedTest
    @DisplayName("a directory that lies")
    @CsvSource(
            delimiter = ';',
            value = {
                "[]; no object",
                "{'status_lists':1}; no object",
                "{; name in quotes",
                "<p>; value was expected"
            })
    void a_directory_that_cannot_be_read_is_a_failure(String body, String failure) {
        issuer.publishes(1);
        issuer.answers(RevokingIssuer.DIRECTORY, "200 OK", "", body.replace('\'', '"'));
        started();
        awaitFailure(failure);
        assertThat(fixture.feed().isCurrent()).isFalse();
    }

    @Test
    @DisplayName("R-268: a directory that names the neighbours")
    void a_directory_names_lists_below_the_prefix_only() {
        issuer.publishes(1);
        issuer.answers(
                RevokingIssuer.DIRECTORY,
                "200 OK",
                "",
                "{\"status_lists\":[\"http://127.0.0.1:1/x\",5,\"%s\",\"%s/admin\"]}"
                        .formatted(issuer.listUri(1), issuer.uri()));
        started().awaitCurrent();
        assertThat(fixture.feed().state().lists()).isEqualTo(1);
        assertThat(issuer.server().count("/admin")).isZero();
    }

    private void awaitFailure(String text) {
        Eventually.that(
                "a failure with " + text,
                () ->
                        fixture.feed()
                                .state()
                                .listFailure()
                                .filter(f -> f.contains(text))
                                .isPresent());
    }
}
