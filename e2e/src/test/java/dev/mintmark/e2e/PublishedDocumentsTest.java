package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What everybody may read: metadata, keys, health.
class PublishedDocumentsTest {
    @TempDir private static Path folder;
    private static AuthorityProcess authority;

    @BeforeAll
    static void start() {
        authority = AuthorityProcess.serve(DataFolders.startedOnce(folder));
    }

    @AfterAll
    static void stop() {
        authority.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid-configuration", "oauth-authorization-server"})
    void the_metadata_names_what_there_is_and_all_of_it_answers(String name) {
        var answer = authority.caller().get("/.well-known/" + name);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.json())
                .containsEntry("issuer", authority.issuer().toString())
                .containsEntry(
                        "grant_types_supported", List.of("refresh_token", "client_credentials"))
                .containsEntry(
                        "token_endpoint_auth_methods_supported",
                        List.of("client_secret_basic", "client_secret_post", "none"));
        assertThat(answer.json().values()).doesNotContain(List.of());
        var origin = authority.issuer().toString();
        for (var endpoint : List.of("token", "revocation", "introspection")) {
            var address = answer.text(endpoint + "_endpoint");
            assertThat(address).startsWith(origin);
            assertThat(authority.caller().form(address.substring(origin.length())).status())
                    .isBetween(400, 401);
        }
        assertThat(answer.text("jwks_uri")).isEqualTo(origin + "/.well-known/jwks.json");
    }

    @Test
    void the_key_set_holds_public_keys_and_says_how_to_use_them() {
        var answer = authority.caller().get("/.well-known/jwks.json");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control"))
                .isEqualTo("public, max-age=300, stale-while-revalidate=600, stale-if-error=86400");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(keys(answer))
                .isNotEmpty()
                .allSatisfy(key ->
                        assertThat(key)
                                .containsKeys("kty", "kid", "alg")
                                .containsEntry("use", "sig")
                                .doesNotContainKeys(
                                        "d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"))
                .extracting(key -> key.get("alg"))
                .contains("ES256", "RS256");
    }

    @Test
    void the_key_set_has_a_media_type_of_its_own_for_those_who_ask() {
        var caller = authority.caller();
        var plain = caller.get("/.well-known/jwks.json");

        var asked =
                caller.send(
                        caller.request("/.well-known/jwks.json")
                                .header("Accept", "application/jwk-set+json"));

        assertThat(plain.header("Content-Type")).isEqualTo("application/json");
        assertThat(asked.header("Content-Type")).isEqualTo("application/jwk-set+json");
        assertThat(asked.body()).isEqualTo(plain.body());
    }

    @Test
    void an_unchanged_key_set_is_not_sent_twice() {
        var caller = authority.caller();
        var etag = caller.get("/.well-known/jwks.json").header("ETag");

        var again =
                caller.send(caller.request("/.well-known/jwks.json").header("If-None-Match", etag));
        var head = caller.send(caller.request("/.well-known/jwks.json").HEAD());

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(etag);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("ETag")).isEqualTo(etag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready"})
    void health_is_a_plain_yes(String path) {
        var answer = authority.caller().get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"up\"}");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void the_server_does_not_say_what_it_is_made_of() {
        var answer = authority.caller().get("/nothing-here");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> keys(Answer answer) {
        return (List<Map<String, Object>>) answer.json().get("keys");
    }
}
