package dev.mintmark.adapter.http;

import static dev.mintmark.verifier.jose.Algorithm.ED25519;
import static dev.mintmark.verifier.jose.Algorithm.ES256;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.adapter.http.Answer.Header;
import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.Verdict.Unavailable;
import dev.mintmark.verifier.dpop.Dpop;
import dev.mintmark.verifier.dpop.ReplayStore;
import dev.mintmark.verifier.jose.Algorithm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Every answer to the letter.
class AnswersTest {

    private static final TraceId TRACE = new TraceId("4bf92f3577b34da6a3ce929d0e0e4736");
    private static final Answers BEARER = Answers.forRealm("orders");
    private static final Answers BOTH = BEARER.with(dpop(false, ES256, ED25519));
    private static final Answers DPOP_ONLY = BEARER.with(dpop(true, ES256));

    private static DpopOffer dpop(boolean only, Algorithm... algorithms) {
        return new DpopOffer(
                Dpop.remembering(ReplayStore.inMemory(10)).withAlgorithms(Set.of(algorithms)),
                URI.create("https://api.example.com"),
                only);
    }

    private static final String INVALID_TOKEN =
            "error=\"invalid_token\","
                    + " error_description=\"The access token is not valid, or no longer.\"";

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(
                        "no credentials: no error",
                        BEARER.unauthorized(TRACE),
                        401,
                        List.of("Bearer realm=\"orders\""),
                        "unauthorized"),
                Arguments.of(
                        "no credentials where both are taken: two lines",
                        BOTH.unauthorized(TRACE),
                        401,
                        List.of(
                                "Bearer realm=\"orders\"",
                                "DPoP realm=\"orders\", algs=\"ES256 Ed25519\""),
                        "unauthorized"),
                Arguments.of(
                        "malformed",
                        BEARER.malformed(new Credentials.Malformed("Send one."), TRACE),
                        400,
                        List.of(
                                "Bearer realm=\"orders\", error=\"invalid_request\","
                                        + " error_description=\"Send one.\""),
                        "invalid_request"),
                Arguments.of(
                        "refused",
                        BEARER.refused(Reason.EXPIRED, Scheme.BEARER, TRACE),
                        401,
                        List.of("Bearer realm=\"orders\", " + INVALID_TOKEN),
                        "invalid_token"),
                Arguments.of(
                        "bound, but sent as bearer",
                        BOTH.refused(Reason.DPOP_MISSING, Scheme.BEARER, TRACE),
                        401,
                        List.of(
                                "Bearer realm=\"orders\", " + INVALID_TOKEN,
                                "DPoP realm=\"orders\", algs=\"ES256 Ed25519\""),
                        "invalid_token"),
                Arguments.of(
                        "bearer where it is not taken",
                        DPOP_ONLY.refused(Reason.DPOP_MISSING, Scheme.BEARER, TRACE),
                        401,
                        List.of("DPoP realm=\"orders\", " + INVALID_TOKEN + ", algs=\"ES256\""),
                        "invalid_token"),
                Arguments.of(
                        "a bad proof",
                        BOTH.refused(Reason.DPOP_INVALID, Scheme.DPOP, TRACE),
                        401,
                        List.of(
                                "Bearer realm=\"orders\"",
                                "DPoP realm=\"orders\", error=\"invalid_dpop_proof\","
                                        + " error_description=\"The DPoP proof is not valid"
                                        + " here.\", algs=\"ES256 Ed25519\""),
                        "invalid_dpop_proof"),
                Arguments.of(
                        "a nonce is wanted",
                        DPOP_ONLY.refused(Reason.DPOP_NONCE_REQUIRED, Scheme.DPOP, TRACE),
                        401,
                        List.of(
                                "DPoP realm=\"orders\", error=\"use_dpop_nonce\","
                                        + " error_description=\"Make a new DPoP proof with the"
                                        + " nonce of this answer.\", algs=\"ES256\""),
                        "use_dpop_nonce"),
                Arguments.of(
                        "a scope is missing",
                        BEARER.insufficientScope(
                                List.of("orders:read", "orders:write"), Scheme.BEARER, TRACE),
                        403,
                        List.of(
                                "Bearer realm=\"orders\", error=\"insufficient_scope\","
                                        + " error_description=\"The access token does not grant"
                                        + " what this request needs.\","
                                        + " scope=\"orders:read orders:write\""),
                        "insufficient_scope"),
                Arguments.of(
                        "something else is missing, and nobody can say what",
                        BEARER.insufficientScope(List.of(), Scheme.BEARER, TRACE),
                        403,
                        List.of(
                                "Bearer realm=\"orders\", error=\"insufficient_scope\","
                                        + " error_description=\"The access token does not grant"
                                        + " what this request needs.\""),
                        "insufficient_scope"),
                Arguments.of(
                        "the user has to sign in again",
                        BEARER.insufficientAuthentication(
                                List.of("urn:mfa", "urn:otp"),
                                Optional.of(Duration.ofMinutes(5)),
                                Scheme.BEARER,
                                TRACE),
                        401,
                        List.of(
                                "Bearer realm=\"orders\","
                                        + " error=\"insufficient_user_authentication\","
                                        + " error_description=\"This needs the user to sign in"
                                        + " again, or by stronger means.\","
                                        + " acr_values=\"urn:mfa urn:otp\", max_age=\"300\""),
                        "insufficient_user_authentication"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void each_failure_has_its_status_challenges_and_code(
            String what, Answer answer, int status, List<String> challenges, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(
                        answer.headers().stream()
                                .filter(each -> each.name().equals("WWW-Authenticate"))
                                .map(Header::value))
                .isEqualTo(challenges);
        assertThat(body(answer)).contains("\"status\":" + status, "\"code\":\"" + code + "\"");
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Vary")).contains("Authorization");
    }

    @Test
    void a_body_is_a_problem_of_rfc_9457_with_the_number_of_the_trace() {
        assertThat(body(BEARER.refused(Reason.BAD_SIGNATURE, Scheme.BEARER, TRACE)))
                .isEqualTo(
                        "{\"type\":\"urn:mintmark:problem:invalid-token\","
                                + "\"title\":\"Invalid token\",\"status\":401,"
                                + "\"detail\":\"The access token is not valid, or no longer.\","
                                + "\"instance\":"
                                + "\"urn:mintmark:trace:4bf92f3577b34da6a3ce929d0e0e4736\","
                                + "\"code\":\"invalid_token\","
                                + "\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\"}");
    }

    /// Whoever tries tokens must not learn from the answer what to try next.
    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"INSUFFICIENT_.*", "DPOP_.*"},
            mode = EnumSource.Mode.MATCH_NONE)
    void why_a_token_was_refused_stays_with_the_service(Reason reason) {
        Answer one = BEARER.refused(reason, Scheme.BEARER, TRACE);
        Answer other = BEARER.refused(Reason.EXPIRED, Scheme.BEARER, TRACE);
        assertThat(one.headers()).isEqualTo(other.headers());
        assertThat(one.body()).isEqualTo(other.body());
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 1", "PT0.2S, 1", "PT5S, 5", "PT5.001S, 6", "PT2M, 120"})
    void when_nobody_can_tell_the_client_comes_back_later(Duration wait, String seconds) {
        Answer answer = BEARER.unavailable(new Unavailable(Unavailable.Cause.KEYS, wait), TRACE);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).contains(seconds);
        assertThat(answer.header("WWW-Authenticate")).isEmpty();
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(body(answer)).contains("\"code\":\"temporarily_unavailable\"");
    }

    @Test
    void every_challenge_points_to_the_metadata_of_the_resource() {
        var metadata = URI.create("https://api.example.com/.well-known/oauth-protected-resource");
        Answer answer = BOTH.withResourceMetadata(metadata).unauthorized(TRACE);
        assertThat(answer.headers())
                .contains(
                        new Header(
                                "WWW-Authenticate",
                                "Bearer realm=\"orders\", resource_metadata=\"" + metadata + "\""),
                        new Header(
                                "WWW-Authenticate",
                                "DPoP realm=\"orders\", algs=\"ES256 Ed25519\","
                                        + " resource_metadata=\""
                                        + metadata
                                        + "\""));
    }

    @Test
    void quotes_and_backslashes_are_escaped() {
        assertThat(Answers.forRealm("the \"big\" \\ one").unauthorized(TRACE).headers())
                .contains(
                        new Header(
                                "WWW-Authenticate", "Bearer realm=\"the \\\"big\\\" \\\\ one\""));
    }

    @ParameterizedTest
    @CsvSource({"'a\r\nSet-Cookie: b'", "'a\tb'", "b\u00fccher", "'a\u007f'"})
    void what_a_header_cannot_hold_is_refused_when_set_up(String realm) {
        assertThatThrownBy(() -> Answers.forRealm(realm))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_scope_that_a_header_cannot_hold_is_left_out() {
        Answer answer =
                BEARER.insufficientScope(List.of("lire\u0301", "x\r\ny"), Scheme.BEARER, TRACE);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("WWW-Authenticate").orElseThrow())
                .contains("insufficient_scope")
                .doesNotContain("scope=", "\r", "\n");
    }

    private static String body(Answer answer) {
        return new String(answer.body(), UTF_8);
    }
}
