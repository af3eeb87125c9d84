package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/// Who may learn about a token, and who may end it.
class RevocationAndIntrospectionTest {
    private static final String PASSWORD = "correct horse battery";

    @TempDir private static Path folder;
    private static AuthorityProcess authority;
    private static Caller application;
    private static Caller service;

    @BeforeAll
    static void start() {
        authority = AuthorityProcess.serve(DataFolders.startedOnce(folder));
        var admin = authority.admin();
        admin.addUser("ann", PASSWORD);
        admin.addUser("bob", PASSWORD);
        admin.addPublicClient("shop", "orders");
        application = authority.caller();
        service = application.basic("orders-api", admin.addClient("orders-api", "orders", "ES256"));
    }

    @AfterAll
    static void stop() {
        authority.close();
    }

    @Test
    void introspection_tells_a_service_all_about_a_token_meant_for_it() {
        var answer = service.introspect(signIn().text("access_token"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json())
                .containsOnlyKeys(
                        "active",
                        "token_type",
                        "iss",
                        "sub",
                        "client_id",
                        "aud",
                        "scope",
                        "iat",
                        "exp",
                        "jti",
                        "sid")
                .containsEntry("active", true)
                .containsEntry("token_type", "Bearer")
                .containsEntry("iss", authority.issuer().toString())
                .containsEntry("client_id", "shop")
                .containsEntry("aud", "orders")
                .containsEntry("scope", "");
        assertThat((Long) answer.json().get("exp") - (Long) answer.json().get("iat"))
                .isEqualTo(600);
        assertNotStored(answer);
    }

    @Test
    void to_a_service_it_is_not_meant_for_a_living_token_looks_like_a_dead_one() {
        var token = application.signIn("bob", PASSWORD).text("access_token");

        assertThat(service.introspect(token).body()).isEqualTo("{\"active\":false}");
        assertThat(service.introspect(signIn().text("refresh_token")).body())
                .isEqualTo("{\"active\":false}");
    }

    @Test
    void revoking_the_refresh_token_ends_the_session_and_its_access_tokens() {
        var signedIn = signIn();
        var token = signedIn.text("refresh_token");

        var revoked = application.form("/oauth2/revoke", "client_id", "shop", "token", token);
        var again = application.form("/oauth2/revoke", "client_id", "shop", "token", token);

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.body()).isEmpty();
        assertThat(again.status()).isEqualTo(200);
        assertNotStored(revoked);
        var refused = refresh(token);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("invalid_grant");
        assertNotStored(refused);
        assertThat(service.introspect(signedIn.text("access_token")).body())
                .isEqualTo("{\"active\":false}");
    }

    @Test
    void revoking_an_access_token_leaves_the_session_alive() {
        var signedIn = signIn();
        var token = signedIn.text("access_token");

        application.form(
                "/oauth2/revoke",
                "client_id",
                "shop",
                "token",
                token,
                "token_type_hint",
                "nonsense");

        assertThat(service.introspect(token).body()).isEqualTo("{\"active\":false}");
        var next = refresh(signedIn.text("refresh_token"));
        assertThat(next.status()).isEqualTo(200);
        assertThat(service.introspect(next.text("access_token")).json())
                .containsEntry("active", true);
    }

    @Test
    void nobody_revokes_the_token_of_another_client() {
        var signedIn = signIn();

        for (var member : List.of("refresh_token", "access_token")) {
            var refused = service.form("/oauth2/revoke", "token", signedIn.text(member));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.error()).isEqualTo("invalid_grant");
        }

        assertThat(refresh(signedIn.text("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void a_refresh_token_in_the_hands_of_another_client_is_refused_and_lives_on() {
        var token = signIn().text("refresh_token");

        assertThat(application.refresh(token).error()).isEqualTo("invalid_grant");

        assertThat(refresh(token).status()).isEqualTo(200);
    }

    @Test
    void a_service_gets_a_token_of_its_own_and_nothing_to_refresh_it_with() {
        var answer = service.form("/oauth2/token", "grant_type", "client_credentials");

        assertThat(answer.json())
                .containsOnlyKeys("access_token", "token_type", "expires_in", "scope");
        assertThat(service.introspect(answer.text("access_token")).json())
                .containsEntry("sub", "orders-api")
                .doesNotContainKeys("sid", "username");
    }

    private static Answer signIn() {
        return application.signIn("ann", PASSWORD, "shop");
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
