package dev.mintmark.adapter.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.adapter.http.Answers;
import dev.mintmark.adapter.http.Gate;
import dev.mintmark.testkit.Fault;
import dev.mintmark.testkit.Flaw;
import dev.mintmark.testkit.TestIssuer;
import dev.mintmark.testkit.TokenBuilder;
import dev.mintmark.verifier.Verifier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;

/// status, headers and body to the letter, over real HTTP.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AdapterConformance implements Service.Start {

    private static final String INVALID_TOKEN =
            "Bearer realm=\"orders\", error=\"invalid_token\","
                    + " error_description=\"The access token is not valid, or no longer.\"";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private @Nullable TestIssuer issuer;
    private @Nullable Service service;
    private @Nullable Caller caller;

    @BeforeAll
    void start() throws Exception {
        issuer = TestIssuer.start();
        Verifier verifier = issuer.verifier("orders-api");
        Verifier cold = issuer.verifier("orders-api");
        Gate gate = Gate.of(verifier, Answers.forRealm("orders"));
        Gate outage = Gate.of(cold, Answers.forRealm("orders"));
        service = with(name -> name.equals("outage") ? outage : gate);
        caller = new Caller(service.uri(), "orders");
    }

    @AfterAll
    void stop() {
        Objects.requireNonNull(service).close();
        Objects.requireNonNull(issuer).close();
    }

    @BeforeEach
    void reset() {
        Objects.requireNonNull(issuer).reset();
    }

    private TokenBuilder token() {
        return Objects.requireNonNull(issuer)
                .token()
                .subject("ada")
                .audience("orders-api")
                .scope("orders:list orders:read");
    }

    private Caller caller() {
        return Objects.requireNonNull(caller);
    }

    private static void checkAnswer(
            HttpResponse<String> answer, int status, @Nullable String challenge, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().allValues("WWW-Authenticate"))
                .isEqualTo(challenge == null ? List.of() : List.of(challenge));
        assertThat(answer.headers().allValues("Content-Type"))
                .containsExactly("application/problem+json");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(answer.headers().allValues("Vary")).contains("Authorization");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(answer.body())
                .startsWith("{\"type\":\"urn:mintmark:problem:" + code.replace('_', '-') + "\",")
                .contains("\"status\":" + status + ",", "\"code\":\"" + code + "\",");
    }

    @Test
    void a_good_token_is_served_as_its_subject() {
        HttpResponse<String> answer = caller().get("/orders", token().sign());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("ada");
        assertThat(answer.headers().allValues("WWW-Authenticate")).isEmpty();
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer ", "BEARER ", "Bearer    "})
    void the_scheme_has_no_case_and_any_number_of_spaces_R_190(String scheme) {
        var answer =
                caller().send(
                                caller().request("/subject")
                                        .header("Authorization", scheme + token().sign()));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void no_credentials_are_answered_without_an_error_R_191() {
        checkAnswer(caller().get("/orders"), 401, "Bearer realm=\"orders\"", "unauthorized");
    }

    @Test
    void another_scheme_is_no_credentials_R_191() {
        var basic = caller().request("/orders").header("Authorization", "Basic YTpi");
        checkAnswer(caller().send(basic), 401, "Bearer realm=\"orders\"", "unauthorized");
    }

    @ParameterizedTest
    @EnumSource(value = Flaw.class, names = "SURROUNDED_BY_SPACE", mode = EnumSource.Mode.EXCLUDE)
    void every_broken_token_is_answered_alike_R_192(Flaw flaw) {
        HttpResponse<String> answer = caller().get("/orders", token().broken().by(flaw));
        checkAnswer(answer, 401, INVALID_TOKEN, "invalid_token");
    }

    @Test
    void a_body_is_a_problem_with_the_trace_of_the_caller_R_200() {
        var request =
                caller().request("/orders")
                        .header("Authorization", "Bearer " + token().broken().expired())
                        .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
        assertThat(caller().send(request).body())
                .isEqualTo(
                        "{\"type\":\"urn:mintmark:problem:invalid-token\","
                                + "\"title\":\"Invalid token\",\"status\":401,"
                                + "\"detail\":\"The access token is not valid, or no longer.\","
                                + "\"instance\":\"urn:mintmark:trace:"
                                + TRACE
                                + "\",\"code\":\"invalid_token\",\"trace_id\":\""
                                + TRACE
                                + "\"}");
    }

    @Test
    void two_headers_or_a_list_are_malformed_R_190() {
        String token = token().sign();
        String line = "Authorization: Bearer " + token;
        assertThat(Caller.status(caller().raw("/subject", line))).isEqualTo(200);
        assertThat(caller().raw("/subject", line + "\r\n" + line))
                .startsWith("HTTP/1.1 400 ")
                .contains("error=\"invalid_request\"", "\"code\":\"invalid_request\"");
        checkAnswer(
                caller().get("/subject", token + ", Bearer " + token),
                400,
                "Bearer realm=\"orders\", error=\"invalid_request\", error_description=\"One token"
                        + " must follow the scheme, in the characters of RFC 9110's token68.\"",
                "invalid_request");
    }

    @Test
    void a_missing_scope_is_named_R_192() {
        checkAnswer(
                caller().get("/orders", token().scope("orders:list").sign()),
                403,
                "Bearer realm=\"orders\", error=\"insufficient_scope\","
                        + " error_description=\"The access token does not grant what this request"
                        + " needs.\", scope=\"orders:read orders:list\"",
                "insufficient_scope");
    }

    @Test
    void a_token_in_the_address_is_ignored_R_193() {
        var answer = caller().get("/orders?access_token=" + token().sign());
        checkAnswer(answer, 401, "Bearer realm=\"orders\"", "unauthorized");
    }

    @Test
    void a_token_at_two_places_is_malformed_R_192() {
        String token = token().sign();
        assertThat(caller().get("/subject?access_token=" + token, token).statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_token_in_a_form_is_ignored_R_193() {
        var form =
                caller().request("/subject")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "access_token=" + token().sign()));
        checkAnswer(caller().send(form), 401, "Bearer realm=\"orders\"", "unauthorized");
    }

    @Test
    void keys_out_of_reach_are_no_fault_of_the_token_R_195() {
        Objects.requireNonNull(issuer).fail(Fault.SERVER_ERROR);
        var answer = caller().getThrough("outage", "/orders", token().sign());
        checkAnswer(answer, 503, null, "temporarily_unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    }

    @Test
    void where_a_token_is_optional_it_still_has_to_be_good() {
        assertThat(caller().get("/welcome").body()).isEqualTo("stranger");
        assertThat(caller().get("/welcome", token().sign()).body()).isEqualTo("ada");
        checkAnswer(
                caller().get("/welcome", token().broken().expired()),
                401,
                INVALID_TOKEN,
                "invalid_token");
    }

    @Test
    void what_is_open_asks_nobody() {
        assertThat(caller().get("/open").body()).isEqualTo("open");
        assertThat(caller().get("/open", token().broken().expired()).body()).isEqualTo("open");
    }

    @Test
    void no_refusal_may_be_kept_by_a_cache_R_196() {
        var answers =
                List.of(
                        caller().get("/orders"),
                        caller().get("/orders", token().broken().expired()),
                        caller().get("/orders", token().scope("orders:list").sign()),
                        caller().get("/orders", "a b"));
        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .containsExactly(401, 401, 403, 400);
        for (HttpResponse<String> answer : answers) {
            assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
            assertThat(answer.headers().allValues("Vary")).contains("Authorization");
            assertThat(answer.headers().allValues("Content-Type"))
                    .containsExactly("application/problem+json");
        }
    }

    @Test
    void an_answer_to_head_has_no_body() {
        var head = caller().request("/orders").method("HEAD", HttpRequest.BodyPublishers.noBody());
        HttpResponse<String> answer = caller().send(head);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"orders\"");
        assertThat(answer.body()).isEmpty();
    }
}
