package dev.mintmark.adapter.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.adapter.http.Answers;
import dev.mintmark.adapter.http.Gate;
import dev.mintmark.testkit.DpopClient;
import dev.mintmark.testkit.TestIssuer;
import dev.mintmark.testkit.TokenBuilder;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.dpop.Dpop;
import dev.mintmark.verifier.dpop.ReplayStore;
import dev.mintmark.verifier.jose.Algorithm;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.net.URI;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// tokens that are bound to a key, over real HTTP. Outside, the
/// services are seen at another address than that of their port.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DpopConformance implements Service.Start {

    private static final URI OUTSIDE = URI.create("https://api.example.com/shop/");
    private static final URI ADDRESS = URI.create("https://api.example.com/shop/subject");
    private static final String BEARER = "Bearer realm=\"orders\"";
    private static final String INVALID_TOKEN =
            ", error=\"invalid_token\","
                    + " error_description=\"The access token is not valid, or no longer.\"";

    private @Nullable TestIssuer issuer;
    private @Nullable DpopClient client;
    private @Nullable Service service;

    @BeforeAll
    void start() throws Exception {
        issuer = TestIssuer.start();
        client = issuer.dpopClient();
        Verifier verifier = issuer.verifier("orders-api");
        var dpop =
                Dpop.remembering(ReplayStore.inMemory(100))
                        .withAlgorithms(Set.of(Algorithm.ES256))
                        .withClock(issuer.clock());
        Gate plain = Gate.of(verifier, Answers.forRealm("orders"));
        var gates =
                Map.of(
                        "both", plain.offeringDpop(dpop, OUTSIDE),
                        "only", plain.requiringDpop(dpop, OUTSIDE),
                        "nonces", plain.requiringDpop(dpop.withNonces(secret()), OUTSIDE));
        service = with(name -> Objects.requireNonNull(gates.get(name), name));
    }

    private static byte[] secret() {
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    @AfterAll
    void stop() {
        Objects.requireNonNull(service).close();
        Objects.requireNonNull(issuer).close();
    }

    private TokenBuilder token() {
        return Objects.requireNonNull(issuer).token().subject("ada").audience("orders-api");
    }

    private String boundToken() {
        return token().boundTo(client()).sign();
    }

    private DpopClient client() {
        return Objects.requireNonNull(client);
    }

    private String proof(String token) {
        return client().proof("GET", ADDRESS).forToken(token).sign();
    }

    private HttpResponse<String> get(String gate, String authorization, String... proofs) {
        var caller = new Caller(Objects.requireNonNull(service).uri(), gate);
        var request = caller.request("/subject").header("Authorization", authorization);
        for (String each : proofs) {
            request.header("DPoP", each);
        }
        return caller.send(request);
    }

    private static void checkRefused(HttpResponse<String> answer, String... challenges) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("WWW-Authenticate")).isEqualTo(List.of(challenges));
    }

    private static String dpop(String said) {
        return "DPoP realm=\"orders\"" + said + ", algs=\"ES256\"";
    }

    @Test
    void a_bound_token_gets_in_with_a_proof() {
        String token = boundToken();
        var answer = get("both", "DPoP " + token, proof(token));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("ada");
        assertThat(answer.headers().firstValue("DPoP-Nonce")).isEmpty();
        assertThat(get("both", "Bearer " + token().sign()).statusCode()).isEqualTo(200);
    }

    @Test
    void no_credentials_are_told_of_both_schemes_on_two_lines_R_212() {
        var caller = new Caller(Objects.requireNonNull(service).uri(), "both");
        checkRefused(caller.get("/subject"), BEARER, dpop(""));
    }

    @Test
    void a_bound_token_sent_as_bearer_is_refused_R_211() {
        checkRefused(get("both", "Bearer " + boundToken()), BEARER + INVALID_TOKEN, dpop(""));
    }

    @Test
    void an_unbound_token_sent_with_a_proof_is_refused_R_212() {
        String token = token().sign();
        checkRefused(get("both", "DPoP " + token, proof(token)), BEARER, dpop(INVALID_TOKEN));
    }

    @Test
    void a_proof_by_another_key_is_refused_R_211() {
        String token = boundToken();
        String thief =
                Objects.requireNonNull(issuer)
                        .dpopClient()
                        .proof("GET", ADDRESS)
                        .forToken(token)
                        .sign();
        checkRefused(get("both", "DPoP " + token, thief), BEARER, dpop(INVALID_TOKEN));
    }

    @Test
    void a_proof_has_to_be_there_once_and_can_be_used_once_R_205_R_207() {
        String invalid =
                ", error=\"invalid_dpop_proof\","
                        + " error_description=\"The DPoP proof is not valid here.\"";
        String token = boundToken();
        String proof = proof(token);
        checkRefused(get("both", "DPoP " + token), BEARER, dpop(invalid));
        checkRefused(get("both", "DPoP " + token, proof, proof), BEARER, dpop(invalid));
        assertThat(get("both", "DPoP " + token, proof).statusCode()).isEqualTo(200);
        checkRefused(get("both", "DPoP " + token, proof), BEARER, dpop(invalid));
    }

    @Test
    void a_proof_for_the_address_behind_the_proxy_is_refused_R_206() {
        String token = boundToken();
        URI address = Objects.requireNonNull(service).uri().resolve("/subject");
        String inside = client().proof("GET", address).forToken(token).sign();
        assertThat(get("both", "DPoP " + token, inside).statusCode()).isEqualTo(401);
    }

    @Test
    void where_dpop_is_required_a_bearer_token_is_not_taken() {
        var caller = new Caller(Objects.requireNonNull(service).uri(), "only");
        checkRefused(caller.get("/subject"), dpop(""));
        checkRefused(get("only", "Bearer " + token().sign()), dpop(INVALID_TOKEN));
    }

    @Test
    void a_nonce_is_asked_for_and_then_taken_R_208() {
        String token = boundToken();
        var asked = get("nonces", "DPoP " + token, proof(token));
        checkRefused(
                asked,
                dpop(
                        ", error=\"use_dpop_nonce\", error_description=\"Make a new DPoP proof with"
                                + " the nonce of this answer.\""));
        assertThat(asked.body()).contains("\"code\":\"use_dpop_nonce\"");
        assertThat(asked.headers().firstValue("Cache-Control")).contains("no-store");

        String nonce = asked.headers().firstValue("DPoP-Nonce").orElseThrow();
        var answer =
                get(
                        "nonces",
                        "DPoP " + token,
                        client().proof("GET", ADDRESS).forToken(token).nonce(nonce).sign());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("DPoP-Nonce")).contains(nonce);
    }
}
