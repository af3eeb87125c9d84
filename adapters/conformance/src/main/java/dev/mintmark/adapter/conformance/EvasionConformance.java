package dev.mintmark.adapter.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.adapter.http.Answers;
import dev.mintmark.adapter.http.Gate;
import dev.mintmark.testkit.TestIssuer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Objects;

/// what somebody may send who wants to get past the rules, byte by byte.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class EvasionConformance implements Service.Start {

    private @Nullable TestIssuer issuer;
    private @Nullable Service service;

    @BeforeAll
    void start() throws Exception {
        issuer = TestIssuer.start();
        Gate gate = Gate.of(issuer.verifier("orders-api"), Answers.forRealm("orders"));
        service = with(name -> gate);
    }

    @AfterAll
    void stop() {
        Objects.requireNonNull(service).close();
        Objects.requireNonNull(issuer).close();
    }

    private String token(String scope) {
        return Objects.requireNonNull(issuer)
                .token()
                .subject("grace")
                .audience("orders-api")
                .scope(scope)
                .sign();
    }

    private String ask(String path, String lines) {
        return new Caller(Objects.requireNonNull(service).uri(), "orders").raw(path, lines);
    }

    /// `/orders` needs scopes that the token lacks, whatever way leads there.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/orders",
                "/orders/",
                "//orders",
                "/./orders",
                "/%6Frders",
                "/%6frders/",
                "/orders;a=b",
                "/orders;/",
                "/;a=b/orders",
                "/orders%3Ba=b",
                "/orders%2F",
                "/%2Forders",
                "/orders%5C",
                "/orders/%2e",
                "/orders/.",
                "/x/../orders",
                "/x/%2e%2e/orders",
                "/x/%252e%252e/orders",
                "/x/..;/orders",
                "/x%2F..%2Forders",
                "/x%252F..%252Forders",
                "/open/../orders",
                "/open/..;a=b/orders",
                "/open%2F..%2Forders",
                "/open;/../orders",
                "/welcome/../orders",
                "/subject/../orders",
                "/subject//../orders",
                "/subject/..%5Corders",
                "/%255Corders",
                "/orders%00",
                "/orders%0A",
            })
    void no_spelling_of_an_address_leads_around_its_rule_R_192(String path) {
        String answer = ask(path, "Authorization: Bearer " + token("orders:list"));
        assertThat(Caller.status(answer)).as(answer).isBetween(400, 499);
        String anonymous = ask(path, "Accept: */*");
        assertThat(Caller.status(anonymous)).as(anonymous).isBetween(400, 499);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Authorization: Bearer TOKEN",
                "Proxy-Authorization: Bearer TOKEN",
                "Authorization-Bearer: TOKEN",
                "Bearer: TOKEN",
                "Cookie: access_token=TOKEN; Authorization=Bearer TOKEN",
                "Authorization: TOKEN",
                "Authorization: Token TOKEN",
                "Authorization: Bearer",
                "Authorization: Bearer TOKEN.",
                "Authorization: Bearer TOKEN==",
                "Authorization: Bearer TOKEN TOKEN",
                "Authorization: Bearer TOKEN,Bearer TOKEN",
                "Authorization: Basic YTpi, Bearer TOKEN",
                "Authorization: \"Bearer\" TOKEN",
                "Authorization: Bearer \"TOKEN\"",
                "Authorization: Bearer access_token=TOKEN",
                "Authorization: Bearer=TOKEN",
                "Authorization: Bearer\tTOKEN",
                "Authorization: Bearer \tTOKEN",
                "Authorization: Bearer\u00a0TOKEN",
                "Authorization: Bearer \u200bTOKEN",
                "Authorization: \uff22earer TOKEN",
                "Authorization : Bearer TOKEN",
                "Authorization: Bearer x\r\nAuthorization: Bearer TOKEN",
                "Authorization: Bearer TOKEN\r\nauthorization: Bearer TOKEN",
                "Authorization: Basic YTpi\r\nAuthorization: Bearer TOKEN",
            })
    void a_token_is_taken_at_one_place_and_in_one_spelling_R_190_R_193(String lines) {
        String answer = ask("/subject", lines.replace("TOKEN", token("orders:list")));
        assertThat(Caller.status(answer)).as(answer).isBetween(400, 401);
        assertThat(answer).doesNotContain("grace");
    }

    /// Nothing of what was sent comes back, be it to whoever sent it.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer <zork>x</zork>",
                "Authorization: <zork>x</zork> x",
                "Authorization: Bearer zork.alert.x",
                "Authorization: DPoP zork.alert.x\r\nDPoP: zork.alert.y",
                "Authorization: Bearer x\r\ntraceparent: <zork>",
            })
    void an_answer_quotes_nothing_R_194(String lines) {
        String answer = ask("/subject?zork=1", lines);
        assertThat(Caller.status(answer)).isBetween(400, 401);
        assertThat(answer).doesNotContain("zork");
    }
}
