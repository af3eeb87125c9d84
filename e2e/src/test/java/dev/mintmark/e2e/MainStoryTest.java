package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.Verifier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// From an empty folder to a revoked session, as a team that takes Mintmark into use lives through
/// it: two accounts and two clients made at the command line, one service, one authority.
class MainStoryTest {
    private static final String ANNS = "correct horse battery";
    private static final String BOBS = "staple \u00fcber alles";

    @TempDir private static Path folder;
    private static AuthorityProcess authority;
    private static ProtectedResource orders;
    private static Caller application;
    private static Caller service;

    @BeforeAll
    static void takeIntoUse() throws IOException, InterruptedException {
        var mint = new Mint().on(folder.resolve("data"));
        var ann =
                mint.typing(ANNS).run("user", "add", "ann", "--password-stdin", "--role", "buyer");
        var client = mint.run("client", "add", "orders-api", "--audience", "orders", "--json");
        assertThat(ann.exitCode()).as(ann.err()).isZero();
        assertThat(client.exitCode()).as(client.err()).isZero();

        authority = AuthorityProcess.serve(folder.resolve("data"));

        var bob = mint.typing(BOBS).run("user", "add", "bob", "--password-stdin");
        var shop =
                mint.run(
                        "client",
                        "add",
                        "shop",
                        "--public",
                        "--audience",
                        "orders",
                        "--scope",
                        "buy");
        assertThat(bob.exitCode()).as(bob.err()).isZero();
        assertThat(shop.exitCode()).as(shop.err()).isZero();
        orders = new ProtectedResource(Verifier.forIssuer(authority.issuer(), "orders"));
        application = authority.caller();
        service = application.basic("orders-api", (String) client.json().get("secret"));
    }

    @AfterAll
    static void goHome() {
        orders.close();
        authority.close();
    }

    @Test
    void a_sign_in_is_answered_like_the_token_endpoint_answers() {
        var answer = signIn();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json())
                .containsOnlyKeys(
                        "access_token", "token_type", "expires_in", "refresh_token", "scope")
                .containsEntry("token_type", "Bearer")
                .containsEntry("expires_in", 600L)
                .containsEntry("scope", "buy");
        assertThat(answer.text("refresh_token")).matches("mm_rt_[0-9A-Za-z]{43,}");
        assertNotStored(answer);
    }

    @Test
    void a_password_beyond_ascii_signs_in() {
        assertThat(application.signIn("bob", BOBS).status()).isEqualTo(200);
    }

    @Test
    void wrong_passwords_and_unknown_people_get_the_same_answer() {
        var wrong = application.signIn("ann", "not her password");
        var unknown = application.signIn("nobody", "not her password");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.error()).isEqualTo("invalid_credentials");
        assertThat(wrong.header("WWW-Authenticate")).isNotEmpty();
        assertThat(wrong.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertNotStored(wrong);
    }

    @Test
    void a_service_that_knows_only_the_issuer_lets_the_token_in() {
        var token = signIn().text("access_token");

        var answer = orders.caller().bearer(token).get("/orders");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith("orders of usr_");
    }

    @Test
    void a_service_that_knows_the_address_of_the_keys_lets_it_in_too() throws IOException {
        var token = signIn().text("access_token");
        var keys = KeySource.atUrl(authority.issuer().resolve("/.well-known/jwks.json"));
        var verifier = Verifier.forIssuer(authority.issuer(), "orders", keys);

        try (var second = new ProtectedResource(verifier)) {
            assertThat(second.caller().bearer(token).get("/orders").status()).isEqualTo(200);
        }
    }

    @Test
    void a_service_turns_away_whoever_has_no_token_for_it() {
        var forAnother = application.signIn("bob", BOBS).text("access_token");

        assertThat(orders.caller().get("/orders").header("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"orders\"");
        assertThat(orders.caller().bearer(forAnother).get("/orders").header("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"orders\", error=\"invalid_token\"");
    }

    @Test
    void a_refresh_brings_a_new_pair_and_keeps_the_session() {
        var first = signIn();

        var second = refresh(first.text("refresh_token"));

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text("refresh_token")).isNotEqualTo(first.text("refresh_token"));
        assertThat(second.json()).containsEntry("scope", "buy").containsEntry("expires_in", 600L);
        assertThat(service.introspect(second.text("access_token")).json().get("sid"))
                .isEqualTo(service.introspect(first.text("access_token")).json().get("sid"));
        assertNotStored(second);
    }

    @Test
    void the_sessions_of_a_person_are_listed_and_ended_at_the_command_line()
            throws IOException, InterruptedException {
        var signedIn = application.signIn("bob", BOBS);
        var mint = new Mint().on(authority.data());

        var ended = mint.run("session", "revoke-all", "--user", "bob", "--json");
        var listed = mint.run("session", "list", "--user", "bob", "--json");

        assertThat((Long) ended.json().get("revoked")).isPositive();
        assertThat(listed.out()).contains("\"end_reason\":\"cut_off\"");
        assertThat(application.refresh(signedIn.text("refresh_token")).error())
                .isEqualTo("invalid_grant");
    }

    private static Answer signIn() {
        return application.signIn("ann", ANNS, "shop");
    }

    private static Answer refresh(String token) {
        return application.form(
                "/oauth2/token",
                "grant_type",
                "refresh_token",
                "client_id",
                "shop",
                "refresh_token",
                token);
    }

    private static void assertNotStored(Answer answer) {
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }
}
