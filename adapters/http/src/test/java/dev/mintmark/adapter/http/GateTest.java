package dev.mintmark.adapter.http;

import static dev.mintmark.adapter.http.ARequest.authorized;
import static dev.mintmark.adapter.http.ARequest.get;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.adapter.http.Admission.Admitted;
import dev.mintmark.adapter.http.Admission.Anonymous;
import dev.mintmark.adapter.http.Admission.Rejected;
import dev.mintmark.adapter.http.CredentialsListener.Presented;
import dev.mintmark.testkit.Fault;
import dev.mintmark.testkit.TestIssuer;
import dev.mintmark.testkit.TokenBuilder;
import dev.mintmark.testkit.WithIssuer;
import dev.mintmark.verifier.Requirements;
import dev.mintmark.verifier.Verifier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

@WithIssuer(audience = "orders-api")
class GateTest {

    private TestIssuer issuer;
    private Verifier verifier;
    private Gate gate;

    @BeforeEach
    void open(TestIssuer started, Verifier wired) {
        issuer = started;
        verifier = wired;
        gate = Gate.of(verifier, Answers.forRealm("orders"));
    }

    private TokenBuilder token() {
        return issuer.token().subject("ada").audience("orders-api").scope("orders:read a");
    }

    private static ARequest with(String token) {
        return authorized("Bearer " + token);
    }

    private static int status(Admission admission) {
        assertThat(admission).isInstanceOf(Rejected.class);
        return ((Rejected) admission).answer().status();
    }

    @Test
    void a_good_token_gets_in_as_its_subject() {
        Admission admission = gate.admit(with(token().sign()), Access.scopes("orders:read"));
        assertThat(admission).isInstanceOf(Admitted.class);
        assertThat(((Admitted) admission).token().subject()).isEqualTo("ada");
        assertThat(((Admitted) admission).scheme()).isEqualTo("Bearer");
    }

    @Test
    void where_anybody_may_come_in_nobody_is_asked() {
        assertThat(gate.admit(get("/"), Access.open())).isInstanceOf(Anonymous.class);
        assertThat(gate.admit(with("garbage"), Access.open())).isInstanceOf(Anonymous.class);
        assertThat(gate.admit(authorized("a", "b"), Access.open())).isInstanceOf(Anonymous.class);
    }

    @Test
    void where_a_token_is_optional_it_still_has_to_be_good() {
        assertThat(gate.admit(get("/"), Access.optional())).isInstanceOf(Anonymous.class);
        assertThat(gate.admit(authorized("Basic abc"), Access.optional()))
                .isInstanceOf(Anonymous.class);
        assertThat(gate.admit(with(token().sign()), Access.optional()))
                .isInstanceOf(Admitted.class);
        assertThat(status(gate.admit(with(token().broken().expired()), Access.optional())))
                .isEqualTo(401);
        assertThat(status(gate.admit(authorized("Bearer a b"), Access.optional()))).isEqualTo(400);
    }

    @Test
    void every_kind_of_failure_has_its_status() {
        assertThat(status(gate.admit(get("/"), Access.required()))).isEqualTo(401);
        assertThat(status(gate.admit(authorized("Bearer"), Access.required()))).isEqualTo(400);
        assertThat(status(gate.admit(with("a.b.c"), Access.required()))).isEqualTo(401);
        assertThat(
                        status(
                                gate.admit(
                                        with(token().sign()),
                                        Access.scopes("orders:read", "orders:write"))))
                .isEqualTo(403);
    }

    @Test
    void a_good_token_that_is_not_enough_is_told_what_is_R_059() {
        var needed =
                Requirements.scopes("orders:read").withAcr("mfa").withMaxAge(Duration.ofHours(1));
        Admission admission = gate.admit(with(token().sign()), Access.requiring(needed));
        assertThat(status(admission)).isEqualTo(401);
        assertThat(((Rejected) admission).answer().header("WWW-Authenticate").orElseThrow())
                .contains("error=\"insufficient_user_authentication\"")
                .endsWith("acr_values=\"mfa\", max_age=\"3600\"");
    }

    /// Those of the verifier and those of the address: the next token has to have all.
    @Test
    void every_scope_that_is_needed_is_named_R_192() {
        Gate strict =
                Gate.of(
                        verifier.requiring(Requirements.scopes("a", "b")),
                        Answers.forRealm("orders"));
        Admission admission = strict.admit(with(token().sign()), Access.scopes("c", "a"));
        assertThat(status(admission)).isEqualTo(403);
        assertThat(((Rejected) admission).answer().header("WWW-Authenticate").orElseThrow())
                .endsWith("scope=\"a b c\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/orders/7,            /orders/7",
        "/orders/,             /orders/",
        "/orders/7;v=1,        /orders/7",
        "/orders/%C3%A9,       /orders/\u00e9",
        "/orders/a%20b,        /orders/a b",
        "/orders/50%25,        /orders/50%",
        "/orders/...,          /orders/...",
    })
    void a_path_that_all_read_alike_is_no_reason_to_object(String raw, String path) {
        assertThat(gate.objectionTo(get(raw), path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "//orders/7,           //orders/7",
        "/a//orders,           /a//orders",
        "/a/%2e%2e/orders,     /a/../orders",
        "/a/./orders,          /a/./orders",
        "/a/..,                /a/..",
        "/a//../orders,        /a/orders",
        "/a/./orders,          /a/orders",
        "/a/%2E%2e/orders,     /orders",
        "/a/..;v=1/orders,     /orders",
        "/a/;v=1/orders,       /a/orders",
        "/a\\orders,           /a/orders",
        "/a%2Forders,          /a/orders",
        "/a%2forders,          /a%2forders",
        "/a%5Corders,          /a\\orders",
        "/a%255corders,        /a%5corders",
        "/a/%252e%252e/orders, /a/%2e%2e/orders",
        "/a%3Bb/orders,        /a;b/orders",
        "/a%00b,               /a\u0000b",
        "/a%7F,                /a\u007f",
    })
    void a_path_that_some_read_otherwise_is_turned_away(String raw, String path) {
        assertThat(gate.objectionTo(get(raw), path))
                .hasValueSatisfying(answer -> {
                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(new String(answer.body(), UTF_8)).contains("invalid_request");
                });
    }

    @Test
    void a_token_in_the_address_counts_as_none_R_193() {
        var request = get("/").query("access_token=" + token().sign());
        assertThat(gate.admit(request, Access.optional())).isInstanceOf(Anonymous.class);
        assertThat(status(gate.admit(request, Access.required()))).isEqualTo(401);
    }

    /// A scheme that is not offered is one of somebody else.
    @Test
    void dpop_where_it_is_not_offered_counts_as_no_credentials() {
        var request = authorized("DPoP " + token().sign()).with("DPoP", "proof");
        assertThat(status(gate.admit(request, Access.required()))).isEqualTo(401);
        assertThat(((Rejected) gate.admit(request, Access.required())).answer().headers())
                .noneMatch(header -> header.value().contains("error="));
    }

    @Test
    void while_the_keys_are_out_of_reach_nobody_is_told_that_a_token_is_bad_R_195() {
        issuer.fail(Fault.SERVER_ERROR);
        Admission admission = gate.admit(with(token().sign()), Access.required());
        assertThat(status(admission)).isEqualTo(503);
        assertThat(((Rejected) admission).answer().header("Retry-After")).contains("5");
    }

    @Test
    void every_request_that_is_asked_is_counted_by_what_it_brought() {
        var heard = new ArrayList<Presented>();
        Gate counted = gate.withListener(heard::add);
        counted.admit(get("/"), Access.open());
        counted.admit(get("/"), Access.required());
        counted.admit(get("/").query("access_token=a"), Access.required());
        counted.admit(authorized("Bearer a b"), Access.required());
        counted.admit(with("a"), Access.required());
        counted.admit(authorized("DPoP a"), Access.optional());
        assertThat(heard)
                .isEqualTo(
                        List.of(
                                Presented.NONE,
                                Presented.IN_QUERY,
                                Presented.MALFORMED,
                                Presented.BEARER,
                                Presented.DPOP));
    }

    @Test
    void a_listener_that_fails_changes_nothing() {
        Gate watched =
                gate.withListener(how -> {
                    throw new IllegalStateException("the meter is broken");
                });
        assertThat(watched.admit(with(token().sign()), Access.required()))
                .isInstanceOf(Admitted.class);
    }
}
