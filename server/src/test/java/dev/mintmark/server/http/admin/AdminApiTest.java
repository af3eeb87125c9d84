package dev.mintmark.server.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.server.admin.AdminKeys;
import dev.mintmark.server.admin.AdminScope;
import dev.mintmark.server.admin.RepeatedAnswers;
import dev.mintmark.server.alert.Alerts;
import dev.mintmark.server.alert.Watchman;
import dev.mintmark.server.audit.AuditLog;
import dev.mintmark.server.audit.index.BlockIndex;
import dev.mintmark.server.audit.seal.AuditExport;
import dev.mintmark.server.audit.seal.AuditKey;
import dev.mintmark.server.audit.seal.Sealing;
import dev.mintmark.server.client.Clients;
import dev.mintmark.server.event.Actor;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Witness;
import dev.mintmark.server.fixture.Authority;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.http.Brakes;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Routes;
import dev.mintmark.server.key.KeySetReaders;
import dev.mintmark.server.key.MasterKey;
import dev.mintmark.server.key.MasterKeyDesk;
import dev.mintmark.server.key.Sealer;
import dev.mintmark.server.meter.History;
import dev.mintmark.server.meter.Meters;
import dev.mintmark.server.secret.Hmac;
import dev.mintmark.verifier.jose.SignatureProvider;
import dev.mintmark.verifier.json.JsonArray;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.MalformedJson;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

class AdminApiTest {
    private static final JsonLimits LIMITS = new JsonLimits(1 << 20, 32, 100_000);

    private final Authority authority = new Authority();
    private final AdminKeys keys =
            new AdminKeys(authority.store.adminKeys(), authority.clock, Some.RANDOM);
    private final String root = keys.makeFirst(_ -> {}).orElseThrow();
    private final AdminApi api = api();
    private final Routes routes = Routes.of(api.routes());

    @AfterEach
    void close() {
        authority.close();
    }

    @Test
    void every_act_is_described_with_its_scope_and_nothing_else_is() {
        var described = new ArrayList<String>();
        var document = read(send("GET", "/admin/v1/openapi.json", root, ""));
        var paths = (JsonObject) document.member("paths");
        for (var path : paths.members().entrySet()) {
            for (var act : ((JsonObject) path.getValue()).members().entrySet()) {
                var method = act.getKey().toUpperCase(Locale.ROOT);
                described.add(
                        method + " " + path.getKey() + " " + scope((JsonObject) act.getValue()));
            }
        }

        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(
                        api.acts().stream()
                                .map(act ->
                                        "%s %s %s"
                                                .formatted(
                                                        act.method(),
                                                        act.path(),
                                                        act.scope()
                                                                .map(AdminScope::word)
                                                                .orElse("")))
                                .toList());
    }

    private static String scope(JsonObject act) {
        var security = (JsonObject) ((JsonArray) act.member("security")).items().getFirst();
        var scopes = (JsonArray) security.member("adminKey");
        return scopes.items().stream()
                .map(scope -> ((JsonString) scope).value())
                .reduce("", String::concat);
    }

    @Test
    void no_act_is_open_to_a_key_that_is_not_good_for_it() {
        for (var scope : AdminScope.values()) {
            var text = made(scope.word().replace(':', ' '), scope.word());
            for (var act : api.acts()) {
                if (act.scope().filter(wanted -> !isGood(scope, wanted)).isPresent()) {
                    var path = act.path().replaceAll("\\{\\w+}", "x");

                    var answer = send(act.method(), path, text, "");

                    assertThat(answer.status()).as(act + " with " + scope).isEqualTo(403);
                    assertThat(answer.headers().first("WWW-Authenticate").orElse(""))
                            .contains("insufficient_scope", act.scope().get().word());
                }
            }
        }
    }

    private static boolean isGood(AdminScope has, AdminScope wanted) {
        return has == AdminScope.ALL
                || has == wanted
                || has.word().equals(wanted.word().replace(":read", ":write"));
    }

    @Test
    void a_key_ends_only_keys_that_may_do_no_more_than_itself() {
        var limited = made("limited", "admin-keys:write");
        var reader = made("reader", "admin-keys:read");
        made("other", "users:read");
        made("mightier", "all");

        for (var name : List.of("other", "mightier", "first")) {
            var answer = send("DELETE", "/admin/v1/admin-keys/" + id(name), limited, "");
            assertThat(answer.status()).as(name).isEqualTo(403);
            assertThat(read(answer).string("code")).contains("more_than_own");
        }
        assertThat(send("DELETE", "/admin/v1/admin-keys/" + id("reader"), limited, "").status())
                .isEqualTo(204);

        assertThat(send("GET", "/admin/v1/admin-keys", reader, "").status()).isEqualTo(401);
        assertThat(send("GET", "/admin/v1/admin-keys", root, "").status()).isEqualTo(200);
    }

    private String id(String name) {
        return keys.all().stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id()
                .value();
    }

    @Test
    void whatever_is_done_is_remembered_with_the_key_it_was_done_with() {
        var text = made("ci", "users:write");
        var id =
                keys.all().stream()
                        .filter(key -> key.name().equals("ci"))
                        .findFirst()
                        .orElseThrow()
                        .id();

        send("POST", "/admin/v1/users/alice/disable", text, "");

        var disabled = (Event.AccountDisabled) authority.events.all().getLast();
        assertThat(disabled.origin().actor()).contains(Actor.adminKey(id.value()));
    }

    @Test
    void a_request_that_is_repeated_under_its_name_is_carried_out_once() {
        var body = "{\"id\":\"orders\"}";

        var first = once("/admin/v1/clients", "0123456789abcdef", body);
        var again = once("/admin/v1/clients", "0123456789abcdef", body);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(read(again).string("secret")).isPresent();
        assertThat(once("/admin/v1/clients", "another-name-for-it", body).status()).isEqualTo(409);
        assertThat(once("/admin/v1/clients", "0123456789abcdef", "{\"id\":\"x\"}").status())
                .as("another request under the same name")
                .isEqualTo(422);
        assertThat(once("/admin/v1/clients", "short", body).status()).isEqualTo(400);
    }

    @Test
    void what_was_refused_may_be_tried_again_under_its_name() {
        assertThat(once("/admin/v1/clients/c/rotate-secret", "0123456789abcdef", "").status())
                .isEqualTo(404);
        once("/admin/v1/clients", "fedcba9876543210", "{\"id\":\"c\"}");

        var then = once("/admin/v1/clients/c/rotate-secret", "0123456789abcdef", "");

        assertThat(then.status()).isEqualTo(200);
    }

    @Test
    void a_name_of_a_request_is_free_again_after_a_day() {
        var first = once("/admin/v1/clients", "0123456789abcdef", "{\"id\":\"a\"}");
        authority.clock.advance(RepeatedAnswers.KEPT);

        var second = once("/admin/v1/clients", "0123456789abcdef", "{\"id\":\"b\"}");

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(read(second).string("id")).contains("b");
    }

    @Test
    void a_list_of_users_comes_in_pages_that_link_to_each_other() {
        for (var name : List.of("bob", "carol", "dave")) {
            authority.accounts.add(Some.name(name), "correct horse", List.of(), Witness.silent());
        }

        var first = send("GET", "/admin/v1/users?limit=2", root, "");
        var second = send("GET", "/admin/v1/users?limit=2&after=bob", root, "");

        assertThat(names(first)).containsExactly("alice", "bob");
        assertThat(read(first).string("next")).contains("bob");
        assertThat(first.headers().first("Link")).contains("<?limit=2&after=bob>; rel=\"next\"");
        assertThat(names(second)).containsExactly("carol", "dave");
        assertThat(read(second).has("next")).isFalse();
        assertThat(second.headers().has("Link")).isFalse();
        assertThat(names(send("GET", "/admin/v1/users?prefix=CA", root, "")))
                .containsExactly("carol");
    }

    @Test
    void a_query_that_nobody_understands_is_refused() {
        for (var query :
                List.of("limit=0", "limit=1001", "limit=x", "prefx=a", "limit=1&limit=2")) {
            var answer = send("GET", "/admin/v1/users?" + query, root, "");

            assertThat(answer.status()).as(query).isEqualTo(400);
        }
        assertThat(send("GET", "/admin/v1/sessions?after=x", root, "").status()).isEqualTo(400);
    }

    private List<String> names(HttpResponse answer) {
        return ((JsonArray) read(answer).member("users"))
                .items().stream()
                        .map(user -> ((JsonObject) user).string("name").orElse(""))
                        .toList();
    }

    private String made(String name, String scope) {
        var body = "{\"name\":\"%s\",\"scopes\":[\"%s\"]}".formatted(name, scope);
        var answer = send("POST", "/admin/v1/admin-keys", root, body);
        assertThat(answer.status()).isEqualTo(201);
        return read(answer).string("admin_key").orElseThrow();
    }

    private HttpResponse once(String path, String name, String body) {
        return routes.answer(request("POST", path, root, body).header("Idempotency-Key", name));
    }

    private HttpResponse send(String method, String path, String key, String body) {
        return routes.answer(request(method, path, key, body));
    }

    private static HttpRequest request(String method, String path, String key, String body) {
        var request = HttpRequest.of(method, path).header("Authorization", "Bearer " + key);
        return body.isEmpty()
                ? request
                : request.header("Content-Type", "application/json").body(body.getBytes(UTF_8));
    }

    private static JsonObject read(HttpResponse answer) {
        try {
            return (JsonObject) JsonReader.read(answer.body(), LIMITS);
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    private AuditExport export(Sealer sealer) {
        var key =
                AuditKey.open(
                        authority.store.sealedSecrets(),
                        sealer,
                        Some.RANDOM,
                        SignatureProvider.fastest());
        var records = authority.store.audit();
        var seals = authority.store.sealedRanges();
        var sealing =
                new Sealing(
                        records,
                        seals,
                        key.signing(),
                        Some.ISSUER,
                        Duration.ofSeconds(10),
                        authority.clock);
        return new AuditExport(records, seals, sealing, key.published(), () -> {});
    }

    private AdminApi api() {
        var sealer = Some.sealer(MasterKey.random(Some.RANDOM));
        return new AdminApi(
                keys,
                new Brakes(Optional.empty(), Optional.empty(), authority.clock, authority.events),
                authority.accounts,
                new Clients(
                        authority.store.clients(),
                        new Hmac(Some.bytes(32)),
                        "api",
                        Some.RANDOM,
                        System::nanoTime),
                authority.families,
                authority.revocations,
                Some.keyKeeper(authority.store.keys(), sealer, authority.events).desk(),
                new MasterKeyDesk(sealer, authority.store.seals(), authority.events),
                Optional.empty(),
                new KeySetReaders(authority.clock),
                List.of(),
                new RepeatedAnswers(
                        authority.store.repeatedAnswers(),
                        Some.bytes(32),
                        authority.clock,
                        Some.RANDOM),
                Some.ISSUER,
                new AuditLog(
                        authority.store.audit(),
                        new BlockIndex(authority.store.audit(), authority.store.facets()),
                        () -> {}),
                export(sealer),
                new Alerts(
                        new Watchman(authority.clock),
                        authority.store.alerts(),
                        List.of(),
                        authority.clock,
                        Some.RANDOM,
                        authority.events),
                new History(new Meters()),
                authority.clock,
                authority.events);
    }
}
