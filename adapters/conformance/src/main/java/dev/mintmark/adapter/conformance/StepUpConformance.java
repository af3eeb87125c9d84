package dev.mintmark.adapter.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.adapter.http.Answers;
import dev.mintmark.adapter.http.Gate;
import dev.mintmark.testkit.TestIssuer;
import dev.mintmark.testkit.TokenBuilder;
import dev.mintmark.verifier.Requirements;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;

/// R-059, RFC 9470: an address that asks for more than a good token of how its person signed in,
/// and a verifier that asks all tokens for it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class StepUpConformance implements Service.Start {

    private static final String STEP_UP =
            "Bearer realm=\"orders\", error=\"insufficient_user_authentication\","
                    + " error_description=\"This needs the user to sign in again, or by stronger"
                    + " means.\", acr_values=\"urn:example:phr urn:example:mfa\", max_age=\"300\"";
    private static final String SCOPE =
            "Bearer realm=\"orders\", error=\"insufficient_scope\", error_description=\"The access"
                    + " token does not grant what this request needs.\", scope=\"";

    private @Nullable TestIssuer issuer;
    private @Nullable Service service;

    @BeforeAll
    void start() throws Exception {
        issuer = TestIssuer.start();
        var verifier = issuer.verifier("orders-api");
        Gate gate = Gate.of(verifier, Answers.forRealm("orders"));
        Gate strict =
                Gate.of(
                        verifier.requiring(
                                Requirements.scopes("orders:use")
                                        .withAcr("urn:example:phr", "urn:example:mfa")
                                        .withMaxAge(Duration.ofMinutes(5))),
                        Answers.forRealm("orders"));
        service = with(name -> name.equals("strict") ? strict : gate);
    }

    @AfterAll
    void stop() {
        Objects.requireNonNull(service).close();
        Objects.requireNonNull(issuer).close();
    }

    @BeforeEach
    void reset() {
        issuer().reset();
    }

    private TestIssuer issuer() {
        return Objects.requireNonNull(issuer);
    }

    /// Of somebody who signed in just now, with two factors.
    private TokenBuilder token() {
        return issuer().token()
                .subject("ada")
                .audience("orders-api")
                .scope("orders:use transfers:write")
                .claim("acr", "urn:example:mfa")
                .claim("auth_time", issuer().clock().instant().getEpochSecond());
    }

    private HttpResponse<String> ask(String gate, String path, TokenBuilder token) {
        return new Caller(Objects.requireNonNull(service).uri(), gate).get(path, token.sign());
    }

    private HttpResponse<String> transfer(TokenBuilder token) {
        return ask("orders", "/transfers", token);
    }

    private static void checkStepUp(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly(STEP_UP);
        assertThat(answer.headers().allValues("Content-Type"))
                .containsExactly("application/problem+json");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(answer.body())
                .startsWith("{\"type\":\"urn:mintmark:problem:insufficient-user-authentication\",")
                .contains("\"status\":401,", "\"code\":\"insufficient_user_authentication\",");
    }

    private static void checkScope(HttpResponse<String> answer, String scope) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().allValues("WWW-Authenticate"))
                .containsExactly(SCOPE + scope + "\"");
        assertThat(answer.body()).contains("\"code\":\"insufficient_scope\"");
    }

    @Test
    void who_signed_in_lately_and_well_is_served_R_059() {
        assertThat(transfer(token()).body()).isEqualTo("ada");
        assertThat(transfer(token().claim("acr", "urn:example:phr")).body()).isEqualTo("ada");
    }

    @ParameterizedTest
    @CsvSource({"pwd", "URN:EXAMPLE:MFA", "'urn:example:mfa urn:example:phr'", "''"})
    void another_class_of_sign_in_is_not_enough_R_059(String acr) {
        checkStepUp(transfer(token().claim("acr", acr)));
    }

    @Test
    void a_token_that_does_not_say_how_or_when_is_not_enough_R_059() {
        checkStepUp(transfer(token().without("acr")));
        checkStepUp(transfer(token().without("auth_time")));
    }

    /// The same token: it is good for other things still.
    @Test
    void a_sign_in_grows_too_old_R_059() {
        TokenBuilder token = token();
        issuer().clock().advance(Duration.ofMinutes(5));
        assertThat(transfer(token).body()).isEqualTo("ada");
        issuer().clock().advance(Duration.ofSeconds(1));
        checkStepUp(transfer(token));
        assertThat(ask("orders", "/subject", token).body()).isEqualTo("ada");
    }

    /// Signing in again would not help a client that may not do it at all.
    @Test
    void a_missing_scope_is_told_first_R_192() {
        checkScope(transfer(token().scope("orders:use").claim("acr", "pwd")), "transfers:write");
    }

    @Test
    void a_bad_token_is_told_nothing_of_what_is_needed_R_192() {
        var caller = new Caller(Objects.requireNonNull(service).uri(), "orders");
        var answer = caller.get("/transfers", token().broken().expired());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("error=\"invalid_token\"")
                .doesNotContain("acr_values", "max_age", "scope=");
    }

    @Test
    void what_a_verifier_asks_of_all_tokens_is_named_as_well_R_059() {
        assertThat(ask("strict", "/subject", token()).body()).isEqualTo("ada");
        checkStepUp(ask("strict", "/subject", token().claim("acr", "pwd")));
        checkScope(ask("strict", "/subject", token().scope("transfers:write")), "orders:use");
    }
}
