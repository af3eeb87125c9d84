package dev.mintmark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.dpop.Dpop;
import dev.mintmark.verifier.dpop.ReplayStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

@WithIssuer(audience = "orders-api")
class DpopClientTest {

    private static final URI ORDERS = URI.create("https://api.example.com/orders/7?page=2");

    private DpopClient client;
    private String token;
    private Dpop dpop;

    @BeforeEach
    void bind(TestIssuer issuer) {
        client = issuer.dpopClient();
        token = issuer.token().audience("orders-api").boundTo(client).sign();
        dpop = Dpop.remembering(ReplayStore.inMemory()).withClock(issuer.clock());
    }

    @Test
    void a_bound_token_is_good_with_a_proof_and_not_without(Verifier verifier) {
        String proof = client.proof("GET", ORDERS).forToken(token).sign();

        assertThat(verify(verifier, proof)).isInstanceOf(Verdict.Trusted.class);
        assertReason(verifier.verify(token), Reason.DPOP_MISSING);
    }

    @Test
    void a_proof_is_good_once(Verifier verifier) {
        var proof = client.proof("GET", ORDERS).forToken(token);

        assertThat(verify(verifier, proof.sign())).isInstanceOf(Verdict.Trusted.class);
        assertReason(verify(verifier, proof.sign()), Reason.DPOP_REPLAYED);
    }

    @Test
    void another_client_cannot_make_it(TestIssuer issuer, Verifier verifier) {
        var thief = issuer.dpopClient();
        String proof = thief.proof("GET", ORDERS).forToken(token).sign();

        assertReason(verify(verifier, proof), Reason.DPOP_KEY_MISMATCH);
    }

    @Test
    void a_proof_for_another_request_or_token_or_time_is_not_good(
            TestIssuer issuer, Verifier verifier) {
        for (String proof :
                List.of(
                        client.proof("POST", ORDERS).forToken(token).sign(),
                        client.proof("GET", ORDERS.resolve("/orders/8")).forToken(token).sign(),
                        client.proof("GET", ORDERS).sign(),
                        client.proof("GET", ORDERS).forToken(token + "x").sign(),
                        client.proof("GET", ORDERS)
                                .forToken(token)
                                .issuedAt(issuer.clock().instant().minus(Duration.ofMinutes(5)))
                                .sign(),
                        client.proof("GET", ORDERS).forToken(token).without("jti").sign())) {
            assertReason(verify(verifier, proof), Reason.DPOP_INVALID);
        }
    }

    @Test
    void a_nonce_is_taken_from_the_servers_answer(Verifier verifier) {
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        dpop = dpop.withNonces(secret);
        var refused = verify(verifier, client.proof("GET", ORDERS).forToken(token).sign());
        assertReason(refused, Reason.DPOP_NONCE_REQUIRED);

        String nonce = dpop.nonceFor(refused).orElseThrow();
        String proof = client.proof("GET", ORDERS).forToken(token).nonce(nonce).sign();

        assertThat(verify(verifier, proof)).isInstanceOf(Verdict.Trusted.class);
    }

    private Verdict verify(Verifier verifier, String proof) {
        return verifier.verify(token, dpop.proof(List.of(proof), "GET", ORDERS.toString()));
    }

    private static void assertReason(Verdict verdict, Reason reason) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused ->
                                assertThat(refused.reason())
                                        .as(refused.detail())
                                        .isEqualTo(reason));
    }
}
