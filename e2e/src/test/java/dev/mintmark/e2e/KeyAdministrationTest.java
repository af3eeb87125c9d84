package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.Mintmark;
import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.jose.Algorithm;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Signing keys as an administrator moves them, over HTTP and on a clock that is moved by hand.
class KeyAdministrationTest {
    @TempDir private Path folder;
    private final MovableClock clock = new MovableClock();
    private Mintmark authority;
    private Admin admin;
    private Caller anybody;
    private Caller service;

    @BeforeEach
    void start() throws Exception {
        // A clock that is ahead of the one the template was made under.
        clock.advance(Duration.between(clock.instant(), Instant.now().plusSeconds(60)));
        var data = DataFolders.startedOnce(folder);
        authority = Mintmark.start(DataFolders.settings(data, Map.of()), clock);
        anybody = new Caller(authority.baseUrl());
        admin = new Admin(anybody, Files.readString(data.resolve("admin.key")).strip());
        service = anybody.basic("svc", admin.addClient("svc", "api", "ES256"));
    }

    @AfterEach
    void stop() {
        authority.close();
    }

    @Test
    void a_rotation_is_announced_and_then_happens_by_itself() {
        var first = kidOf(token());

        var asked = admin.caller().json("/admin/v1/keys/rotate", "{\"alg\":\"ES256\"}");
        assertThat(asked.status()).isEqualTo(200);
        var second = kids(asked).getFirst();
        assertThat(published()).contains(first, second);
        assertThat(kidOf(token())).isEqualTo(first);

        pass(Duration.ofMinutes(59));
        assertThat(kidOf(token())).isEqualTo(first);
        pass(Duration.ofMinutes(1));
        assertThat(kidOf(token())).isEqualTo(second);
        assertThat(published()).contains(first, second);

        pass(Duration.ofDays(1));
        assertThat(published()).contains(second).doesNotContain(first);
        assertThat(key(first)).containsEntry("state", "gone").containsEntry("actor", "schedule");
    }

    @Test
    void a_rollback_lets_the_key_before_sign_again_at_once() {
        var first = kidOf(token());
        post("/admin/v1/keys/rotate", 200);
        pass(Duration.ofHours(1));
        var second = kidOf(token());
        assertThat(second).isNotEqualTo(first);

        post("/admin/v1/keys/rollback", 200);

        assertThat(kidOf(token())).isEqualTo(first);
        assertThat(published()).contains(first, second);
        assertThat(key(second)).containsEntry("state", "retiring").containsEntry("actor", "admin");
    }

    @Test
    void a_revoked_key_is_out_of_the_key_set_and_its_tokens_are_inactive_at_once() {
        var before = token();
        var first = kidOf(before);
        assertThat(service.introspect(before).json()).containsEntry("active", true);

        var done =
                admin.caller()
                        .json(
                                "/admin/v1/keys/" + first + "/revoke",
                                "{\"reason\":\"a laptop was lost\"}");

        assertThat(done.status()).isEqualTo(200);
        assertThat(published()).doesNotContain(first);
        assertThat(service.introspect(before).body()).isEqualTo("{\"active\":false}");
        var after = token();
        assertThat(kidOf(after)).isNotEqualTo(first);
        assertThat(service.introspect(after).json()).containsEntry("active", true);
        assertThat(key(first))
                .containsEntry("state", "revoked")
                .containsEntry("reason", "a laptop was lost");
        assertThat(post("/admin/v1/keys/" + first + "/revoke", 409).error())
                .isEqualTo("not_published");
    }

    @Test
    void the_list_says_who_has_seen_a_key() {
        var first = kidOf(token());
        var etag = anybody.get("/.well-known/jwks.json").header("ETag");
        ask(etag);
        var second = kids(post("/admin/v1/keys", 201)).getFirst();
        var newer = ask(etag).header("ETag");
        ask(newer);
        ask(newer);

        assertThat(newer).isNotEqualTo(etag);
        assertThat(key(first).get("readers"))
                .isEqualTo(Map.of("seen", 4L, "asked", 4L, "silent", 1L));
        assertThat(key(second).get("readers"))
                .isEqualTo(Map.of("seen", 2L, "asked", 4L, "silent", 1L));
        assertThat(key(second).get("next").toString()).contains("every copy of the key set");
    }

    @Test
    void a_verifier_of_ours_says_by_itself_which_keys_it_holds() {
        var address = authority.baseUrl().resolve("/.well-known/jwks.json");
        try (var keys = KeySource.atUrl(address).withClock(clock)) {
            var first = kidOf(token());
            keys.lookup(first, Algorithm.ES256);
            awaitReaders(first, 1, 1);
            var second = kids(post("/admin/v1/keys", 201)).getFirst();
            awaitReaders(second, 0, 1);

            pass(Duration.ofMinutes(5));
            keys.lookup(first, Algorithm.ES256);
            awaitReaders(second, 1, 2);

            pass(Duration.ofMinutes(5));
            keys.lookup(first, Algorithm.ES256);
            awaitReaders(second, 2, 2);
        }
    }

    private void awaitReaders(String kid, long seen, long asked) {
        var expected = Map.of("seen", seen, "asked", asked, "silent", 0L);
        Eventually.holds(() -> expected.equals(key(kid).get("readers")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PS256", "ES384", "Ed25519", "ML-DSA-44", "ML-DSA-65"})
    void a_client_gets_tokens_of_its_algorithm_once_their_key_can_be_known(String algorithm) {
        var added =
                admin.caller()
                        .json(
                                "/admin/v1/clients",
                                "{\"id\":\"new\",\"audiences\":[\"api\"],\"access_token_alg\":\"%s\"}"
                                        .formatted(algorithm));
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.text("access_tokens_from"))
                .isEqualTo(Instant.parse(text(clock.instant().plusSeconds(3_600))).toString());
        var client = anybody.basic("new", added.text("secret"));

        var early = client.form("/oauth2/token", "grant_type", "client_credentials");
        assertThat(early.status()).isEqualTo(503);
        assertThat(early.error()).isEqualTo("temporarily_unavailable");
        assertThat(early.header("Retry-After")).isNotEmpty();
        pass(Duration.ofHours(1));

        var token = client.form("/oauth2/token", "grant_type", "client_credentials");
        assertThat(token.status()).as(token.body()).isEqualTo(200);
        assertThat(header(token.text("access_token"))).containsEntry("alg", algorithm);
        assertThat(client.introspect(token.text("access_token")).json())
                .containsEntry("active", true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /admin/v1/keys                | {"alg":"HS256"}        | 400 | invalid_request
                    /admin/v1/keys                | {"alg":"none"}         | 400 | invalid_request
                    /admin/v1/keys                | {"alg":7}              | 400 | invalid_request
                    /admin/v1/keys                | {"purpose":"fun"}      | 400 | invalid_request
                    /admin/v1/keys                | {"reason":"a\\u000ab"} | 400 | invalid_request
                    /admin/v1/keys                | []                     | 400 | invalid_request
                    /admin/v1/keys/rotate         | {"to":"nobody"}        | 404 | no_such_key
                    /admin/v1/keys/rotate         | {"to":"%%"}            | 404 | no_such_key
                    /admin/v1/keys/rollback       | {}                     | 409 | nothing_to_roll_back_to
                    /admin/v1/keys/rollback       | {"alg":"ES384"}        | 409 | nothing_to_roll_back_to
                    /admin/v1/keys/nobody/revoke  | {}                     | 404 | no_such_key
                    /admin/v1/keys/a%20b/revoke   | {}                     | 404 | no_such_key
                    """)
    void what_cannot_be_done_is_refused_and_changes_nothing(
            String path, String body, int status, String code) {
        var before = admin.caller().get("/admin/v1/keys").body();

        var answer = admin.caller().json(path, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.error()).isEqualTo(code);
        assertThat(admin.caller().get("/admin/v1/keys").body()).isEqualTo(before);
    }

    @Test
    void nobody_moves_keys_without_an_admin_key() {
        for (var path : List.of("", "/rotate", "/rollback", "/k/revoke")) {
            assertThat(anybody.json("/admin/v1/keys" + path, "{}").status()).isEqualTo(401);
        }
    }

    private void pass(Duration time) {
        clock.advance(time);
        authority.tend();
    }

    private Answer post(String path, int status) {
        var answer = admin.caller().json(path, "{}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    private String token() {
        var answer = service.form("/oauth2/token", "grant_type", "client_credentials");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.text("access_token");
    }

    private Answer ask(String etag) {
        return anybody.send(
                anybody.request("/.well-known/jwks.json").header("If-None-Match", etag).GET());
    }

    private Set<String> published() {
        var kids = new HashSet<String>();
        for (var key : (List<?>) anybody.get("/.well-known/jwks.json").json().get("keys")) {
            kids.add((String) ((Map<?, ?>) key).get("kid"));
        }
        return kids;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> key(String kid) {
        for (var key : (List<?>) admin.caller().get("/admin/v1/keys").json().get("keys")) {
            if (((Map<?, ?>) key).get("kid").equals(kid)) {
                return (Map<String, Object>) key;
            }
        }
        throw new AssertionError("there is no key " + kid);
    }

    private static List<String> kids(Answer answer) {
        return ((List<?>) answer.json().get("keys"))
                .stream().map(key -> (String) ((Map<?, ?>) key).get("kid")).toList();
    }

    private static String kidOf(String token) {
        return (String) header(token).get("kid");
    }

    private static Map<String, Object> header(String token) {
        var json = java.util.Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]);
        return Answer.parse(new String(json, java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String text(Instant time) {
        return time.truncatedTo(java.time.temporal.ChronoUnit.MILLIS).toString();
    }
}
