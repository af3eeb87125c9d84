package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.text.ParseException;

/// What is revoked is told to whoever follows.
class RevocationStreamTest {
    private static final String PASSWORD = "correct horse battery";

    @TempDir private static Path folder;
    private static AuthorityProcess authority;
    private static Caller caller;
    private static Caller service;

    @BeforeAll
    static void start() {
        authority = AuthorityProcess.serve(DataFolders.startedOnce(folder));
        var admin = authority.admin();
        admin.addUser("ann", PASSWORD);
        caller = authority.caller();
        service = caller.basic("orders", admin.addClient("orders", "orders", "ES256"));
    }

    @AfterAll
    static void stop() {
        authority.close();
    }

    @Test
    void a_session_that_ends_and_a_token_that_is_revoked_are_told() throws Exception {
        try (var follower = Follower.of(service)) {
            var signedIn = caller.signIn("ann", PASSWORD);
            var access = claims(signedIn.text("access_token"));

            caller.form("/oauth2/revoke", "token", signedIn.text("access_token"));
            caller.form("/oauth2/revoke", "token", signedIn.text("refresh_token"));

            assertThat(follower.await("jti", access.getJWTID()))
                    .containsEntry("exp", access.getExpirationTime().toInstant().getEpochSecond());
            follower.await("sid", access.getStringClaim("sid"));
            assertThat(follower.items())
                    .anySatisfy(item ->
                            assertThat(item)
                                    .containsEntry("uri", authority.issuer() + "/status/1")
                                    .containsEntry("v", 1L)
                                    .containsKey("idx"));
        }
    }

    @Test
    void the_stream_is_announced_kept_out_of_caches_and_not_held_back_by_proxies() {
        var metadata = caller.get("/.well-known/oauth-authorization-server");
        assertThat(metadata.text("mintmark_revocation_stream"))
                .isEqualTo(authority.issuer() + "/revocations/stream");

        try (var follower = Follower.of(caller.bearer(authority.adminKey()))) {
            var headers = follower.answer().headers();
            assertThat(headers.firstValue("Content-Type")).contains("text/event-stream");
            assertThat(headers.firstValue("Cache-Control")).contains("no-store");
            assertThat(headers.firstValue("X-Accel-Buffering")).contains("no");
            assertThat(follower.lines()).startsWith("retry: 2000");
        }
    }

    @Test
    void nobody_follows_without_a_secret() {
        for (var stranger :
                new Caller[] {
                    caller,
                    caller.basic("orders", "wrong"),
                    caller.basic("first-party", ""),
                    caller.bearer("wrong")
                }) {
            var answer = stranger.get("/revocations/stream");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).startsWith("Basic realm=");
        }
    }

    @Test
    void asking_for_the_head_of_the_stream_is_answered_at_once() {
        var answer = service.send(service.request("/revocations/stream").HEAD());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/event-stream");
    }

    @Test
    void an_authority_that_stops_ends_the_stream_and_goes_on_with_it_when_it_is_back()
            throws Exception {
        var missed = caller.signIn("ann", PASSWORD);
        var earlier = caller.signIn("ann", PASSWORD);
        String id;
        try (var follower = Follower.of(service)) {
            caller.form("/oauth2/revoke", "token", earlier.text("refresh_token"));
            follower.await("sid", sid(earlier));
            id = follower.lastId();

            authority.terminate();

            assertThat(authority.exitCode()).isEqualTo(143);
            follower.awaitEnd();
        }
        authority = authority.again();
        caller.form("/oauth2/revoke", "token", missed.text("refresh_token"));

        try (var follower = Follower.since(service, id)) {
            follower.await("sid", sid(missed));
            assertThat(follower.lines()).doesNotContain("event: resync");
            assertThat(follower.items()).noneMatch(item -> sid(earlier).equals(item.get("sid")));
        }
        try (var follower = Follower.since(service, "nonsense")) {
            assertThat(follower.lines()).contains("event: resync");
        }
    }

    private static String sid(Answer signedIn) {
        try {
            return claims(signedIn.text("access_token")).getStringClaim("sid");
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static JWTClaimsSet claims(String token) throws ParseException {
        return SignedJWT.parse(token).getJWTClaimsSet();
    }
}
