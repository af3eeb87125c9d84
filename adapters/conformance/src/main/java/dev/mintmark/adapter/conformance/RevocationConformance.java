package dev.mintmark.adapter.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.adapter.http.Answers;
import dev.mintmark.adapter.http.Gate;
import dev.mintmark.testkit.Fault;
import dev.mintmark.testkit.TestIssuer;
import dev.mintmark.testkit.TokenBuilder;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.revocation.RevocationFeed;
import dev.mintmark.verifier.revocation.StalePolicy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// what a service answers that hears what its issuer revokes, and when it hears
/// nothing any more.
@Timeout(60)
public abstract class RevocationConformance implements Service.Start {

    private @Nullable TestIssuer issuer;
    private @Nullable Service service;

    @BeforeEach
    void start() throws Exception {
        var started = TestIssuer.start();
        issuer = started;
        RevocationFeed closed = started.revocationFeed(StalePolicy.FAIL_CLOSED);
        RevocationFeed open = started.revocationFeed(StalePolicy.FAIL_OPEN_UNTIL_EXP);
        Verifier verifier = started.verifier("orders-api");
        Gate strict = Gate.of(verifier.withRevocations(closed), Answers.forRealm("orders"));
        Gate lenient = Gate.of(verifier.withRevocations(open), Answers.forRealm("orders"));
        service = with(name -> name.equals("closed") ? strict : lenient);
        eventually(() -> closed.isCurrent() && open.isCurrent());
    }

    @AfterEach
    void stop() {
        Objects.requireNonNull(service).close();
        issuer().close();
    }

    private TestIssuer issuer() {
        return Objects.requireNonNull(issuer);
    }

    private String token() {
        TokenBuilder token = issuer().listedToken().subject("ada").audience("orders-api");
        return token.sign();
    }

    private HttpResponse<String> ask(String gate, String token) {
        return new Caller(Objects.requireNonNull(service).uri(), gate).get("/subject", token);
    }

    @Test
    void a_revoked_token_is_answered_like_any_bad_one_R_192() {
        String token = token();
        assertThat(ask("closed", token).body()).isEqualTo("ada");
        issuer().revoke(token);
        eventually(() -> ask("closed", token).statusCode() == 401);
        HttpResponse<String> answer = ask("closed", token);
        assertThat(answer.headers().allValues("WWW-Authenticate"))
                .containsExactly(
                        "Bearer realm=\"orders\", error=\"invalid_token\","
                                + " error_description=\"The access token is not valid, or no"
                                + " longer.\"");
        assertThat(answer.body()).contains("\"code\":\"invalid_token\"").doesNotContain("revoked");
    }

    @Test
    void while_nobody_can_tell_the_client_comes_back_later_R_195_R_273() {
        String token = token();
        assertThat(ask("closed", token).body()).isEqualTo("ada");
        issuer().fail(Fault.DOWN);
        issuer().clock().advance(Duration.ofSeconds(61));
        HttpResponse<String> answer = ask("closed", token);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().allValues("Retry-After")).isEqualTo(List.of("5"));
        assertThat(answer.headers().allValues("WWW-Authenticate")).isEmpty();
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(answer.body()).contains("\"code\":\"temporarily_unavailable\"");
    }

    @Test
    void a_service_that_has_to_go_on_does_R_273() {
        String token = token();
        String revoked = token();
        issuer().revoke(revoked);
        eventually(() -> ask("open", revoked).statusCode() == 401);
        issuer().fail(Fault.DOWN);
        issuer().clock().advance(Duration.ofSeconds(61));
        assertThat(ask("open", token).body()).isEqualTo("ada");
        assertThat(ask("open", revoked).statusCode()).isEqualTo(401);
    }

    private static void eventually(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(20).toNanos());
            LockSupport.parkNanos(2_000_000);
        }
    }
}
