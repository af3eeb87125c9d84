package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/// A session ends, and its bit shows it to everybody.
class StatusListTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String JWT = "application/statuslist+jwt";

    @TempDir private static Path folder;
    private static AuthorityProcess authority;
    private static Caller caller;

    @BeforeAll
    static void start() {
        authority = AuthorityProcess.serve(DataFolders.startedOnce(folder));
        authority.admin().addUser("ann", PASSWORD);
        caller = authority.caller();
    }

    @AfterAll
    static void stop() {
        authority.close();
    }

    @Test
    void a_token_points_at_a_bit_that_is_set_soon_after_its_session_ended() throws Exception {
        var signedIn = caller.signIn("ann", PASSWORD);
        var status = statusOf(signedIn.text("access_token"));
        var metadata = caller.get("/.well-known/oauth-authorization-server");
        var all = path(metadata.text("status_list_aggregation_endpoint"));
        assertThat(caller.get(all).json()).containsEntry("status_lists", List.of(status.uri()));
        assertThat(isSet(status)).isFalse();

        caller.form("/oauth2/revoke", "token", signedIn.text("refresh_token"));

        Eventually.holds(() -> isSet(status));
        var token = SignedJWT.parse(caller.get(path(status.uri())).body());
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(status.uri());
    }

    @Test
    void all_tokens_of_a_session_point_at_one_bit() throws Exception {
        var signedIn = caller.signIn("ann", PASSWORD);
        var next = caller.refresh(signedIn.text("refresh_token"));
        var other = caller.signIn("ann", PASSWORD);

        assertThat(statusOf(next.text("access_token")))
                .isEqualTo(statusOf(signedIn.text("access_token")))
                .isNotEqualTo(statusOf(other.text("access_token")));
    }

    @Test
    void a_bit_stays_set_when_the_authority_starts_again() throws Exception {
        var signedIn = caller.signIn("ann", PASSWORD);
        var status = statusOf(signedIn.text("access_token"));
        caller.form("/oauth2/revoke", "token", signedIn.text("refresh_token"));

        authority.kill();
        authority = authority.again();

        assertThat(isSet(status)).isTrue();
    }

    @Test
    void a_list_is_served_as_a_document_that_anybody_may_read_and_keep_for_a_moment() {
        var answer = caller.get("/status/1");
        var again =
                caller.send(
                        caller.request("/status/1").header("If-None-Match", answer.header("ETag")));
        var head = caller.send(caller.request("/status/1").HEAD());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo(JWT);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=2");
        assertThat(answer.header("Vary")).isEqualTo("Accept, Accept-Encoding");
        // Unless it was signed anew just in between.
        assertThat(again.status()).isIn(200, 304);
        assertThat(again.body().isEmpty()).isEqualTo(again.status() == 304);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).isEqualTo(JWT);
    }

    @Test
    void a_list_is_compressed_for_whoever_asks() throws Exception {
        var request = caller.request("/status/1").header("Accept-Encoding", "br, gzip;q=0.8");
        var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            var text = new String(gzip.readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);
            assertThat(SignedJWT.parse(text).getHeader().getType().getType())
                    .isEqualTo("statuslist+jwt");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", JWT, "text/html, " + JWT + ";q=0.1"})
    void a_list_is_given_to_whoever_takes_it(String accept) {
        assertThat(caller.send(caller.request("/status/1").header("Accept", accept)).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/statuslist+cwt", "text/html", JWT + ";q=0"})
    void a_list_is_not_pressed_on_whoever_does_not_take_it(String accept) {
        var answer = caller.send(caller.request("/status/1").header("Accept", accept));

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.error()).isEqualTo("not_acceptable");
    }

    @Test
    void the_past_cannot_be_asked_for() {
        var answer = caller.get("/status/1?time=1700000000");

        assertThat(answer.status()).isEqualTo(501);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "0", "01", "-1", "x", "99999999999", "1%2f1"})
    void there_is_nothing_where_no_list_is(String list) {
        assertThat(caller.get("/status/" + list).status()).isIn(400, 404);
    }

    private record Status(String uri, int place) {}

    @SuppressWarnings("unchecked")
    private static Status statusOf(String accessToken) throws ParseException {
        var claim = SignedJWT.parse(accessToken).getJWTClaimsSet().getJSONObjectClaim("status");
        var list = (Map<String, Object>) claim.get("status_list");
        return new Status((String) list.get("uri"), ((Number) list.get("idx")).intValue());
    }

    private static boolean isSet(Status status) {
        try {
            var token = SignedJWT.parse(caller.get(path(status.uri())).body());
            var list = token.getJWTClaimsSet().getJSONObjectClaim("status_list");
            var zipped = Base64.getUrlDecoder().decode((String) list.get("lst"));
            try (var in = new InflaterInputStream(new ByteArrayInputStream(zipped))) {
                var bits = in.readAllBytes();
                return (bits[status.place() / 8] & 1 << (status.place() % 8)) != 0;
            }
        } catch (ParseException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String path(String address) {
        return address.substring(authority.issuer().toString().length());
    }
}
