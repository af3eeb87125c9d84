package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.server.Mintmark;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonNull;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonWriter;
import dev.mintmark.verifier.json.MalformedJson;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// The description of the admin API against the schema of OpenAPI 3.1, and against what the API
/// answers: each act that is described is done, and each answer has to fit. That no act is missing
/// in it is seen from inside, in `AdminApiTest`.
class AdminApiDescriptionTest {
    private static final Path SOURCE = Path.of("src/test/js/openapi");
    private static final Path PLACE = Path.of("target/js-openapi");
    private static final JsonLimits LIMITS = new JsonLimits(1 << 20, 32, 100_000);
    private static final String PASSWORD = "{\"password\":\"correct horse battery\"}";

    @TempDir private static Path folder;
    private static final MovableClock CLOCK = new MovableClock();
    private static Mintmark authority;
    private static Caller caller;
    private final List<String> exchanges = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        var data = DataFolders.startedOnce(folder);
        var keys = data.resolve("master.key");
        var next = Base64.getUrlEncoder().withoutPadding().encodeToString(random(32));
        Files.writeString(keys, Files.readString(keys).strip() + "\n" + next);
        authority =
                Mintmark.start(
                        DataFolders.settings(data, Map.of("master-key-file", keys.toString())),
                        CLOCK);
        caller = new Caller(authority.baseUrl()).bearer(authority.lendAdminKey());
    }

    @AfterAll
    static void stop() {
        authority.close();
    }

    @Test
    void it_is_openapi_and_true() throws IOException, InterruptedException {
        assumeThat(isInstalled()).as("node, and npm that reaches a registry").isTrue();
        users();
        clients();
        sessions();
        keys();
        adminKeys();
        get("/settings");
        get("/history?step=second&limit=5");
        get("/alerts?state=all");
        get("/audit?limit=20");
        get("/audit/export");
        get("/audit/key");
        var document = get("/openapi.json");
        refusals();

        var file = Files.writeString(folder.resolve("openapi.json"), document.body());
        var wrong = check(file, Files.write(folder.resolve("exchanges"), exchanges));

        assertThat(wrong).isEmpty();
        assertThat(document.body()).contains("\"url\": \"" + authority.issuer().text() + "\"");
    }

    private void users() {
        post(
                "/users",
                "{\"name\":\"ann\",\"password\":\"correct horse battery\",\"roles\":[\"r\"]}");
        post("/users", "{\"name\":\"ben\",\"password\":\"correct horse battery\"}");
        get("/users");
        get("/users?limit=1");
        get("/users/ann");
        post("/users/ann/password", PASSWORD);
        post("/users/ben/disable", "");
    }

    private void clients() {
        post("/clients", "{\"id\":\"service\",\"scopes\":[\"a\"],\"access_token_alg\":\"ES384\"}");
        post("/clients", "{\"id\":\"app\",\"public\":true}");
        get("/clients");
        get("/clients/service");
        post("/clients/service/rotate-secret", "");
    }

    private void sessions() {
        for (int i = 0; i < 4; i++) {
            caller.signIn("ann", "correct horse battery");
        }
        var listed = get("/sessions?user=ann");
        var id = listed.body().replaceFirst(".*?\"id\":\"([0-9a-f]{32}).*", "$1");
        get("/sessions/" + id);
        delete("/sessions/" + id);
        get("/users/ann/sessions?limit=2");
        post("/revocations", "{\"session\":\"" + id + "\"}");
        post("/revocations", "{\"jti\":\"some-token\"}");
        post("/revocations", "{\"token\":\"no token\"}");
        post("/revocations", "{\"user\":\"ann\"}");
        delete("/users/ann/sessions");
        post("/sessions/revoke-all", "{}");
        get("/sessions");
    }

    private void keys() {
        post("/keys", "{\"alg\":\"Ed25519\"}");
        post("/keys/rotate", "{\"reason\":\"a test\"}");
        var kid = get("/keys").body().replaceFirst(".*?\"kid\":\"([^\"]+).*", "$1");
        get("/keys/" + kid + "/public");
        CLOCK.advance(Duration.ofHours(2));
        authority.tend();
        post("/keys/rollback", "{\"alg\":\"ES256\"}");
        post("/keys/import", "{\"key\":\"%s\",\"verify_only\":true}".formatted(pem()));
        post("/keys/" + kid + "/revoke", "{\"reason\":\"a test\"}");
        post("/keys", "");
        post("/keys/import", "{\"key\":\"no key\"}");
        get("/master-key");
        post("/master-key/rotate", "");
    }

    /// The public half of a key that was made elsewhere, as it stands in JSON.
    private static String pem() {
        try {
            var maker = KeyPairGenerator.getInstance("EC");
            maker.initialize(new ECGenParameterSpec("secp256r1"));
            var encoded = maker.generateKeyPair().getPublic().getEncoded();
            return "-----BEGIN PUBLIC KEY-----\\n%s\\n-----END PUBLIC KEY-----"
                    .formatted(Base64.getEncoder().encodeToString(encoded));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] random(int count) {
        var bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private void adminKeys() {
        var end = CLOCK.instant().plusSeconds(600);
        var made =
                post(
                        "/admin-keys",
                        "{\"name\":\"ci\",\"scopes\":[\"users:read\"],\"expires_at\":\"%s\"}"
                                .formatted(end));
        caller.bearer(made.text("admin_key")).get("/admin/v1/users");
        get("/admin-keys");
        delete("/admin-keys/" + made.text("id"));
        get("/admin-keys");
    }

    private void refusals() {
        get("/users/nobody");
        get("/users?limit=0");
        post("/users", "{}");
        post("/clients", "{\"id\":\"service\"}");
        get("/sessions/x");
        post("/keys/x/revoke", "");
        var nobody = new Caller(authority.baseUrl());
        keep("GET", "/users", nobody.get("/admin/v1/users"));
        delete("/admin-keys/x");
    }

    private Answer get(String path) {
        return keep("GET", path, caller.get("/admin/v1" + path));
    }

    private Answer delete(String path) {
        return keep("DELETE", path, caller.delete("/admin/v1" + path));
    }

    private Answer post(String path, String body) {
        var request = caller.request("/admin/v1" + path);
        var filled =
                body.isEmpty()
                        ? request.POST(BodyPublishers.noBody())
                        : request.header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body));
        return keep("POST", path, caller.send(filled));
    }

    private Answer keep(String method, String path, Answer answer) {
        var json =
                new JsonWriter()
                        .beginObject()
                        .field("method", method)
                        .field("path", "/admin/v1" + path.replaceFirst("[?].*", ""))
                        .field("status", answer.status())
                        .field("type", answer.header("Content-Type"))
                        .name("body");
        try {
            json.value(
                    answer.body().isEmpty()
                            ? JsonNull.NULL
                            : JsonReader.read(answer.body().getBytes(UTF_8), LIMITS));
            exchanges.add(json.endObject().toString());
        } catch (MalformedJson e) {
            throw new AssertionError(method + " " + path + " is no JSON: " + answer.body(), e);
        }
        return answer;
    }

    private static boolean isInstalled() throws IOException, InterruptedException {
        Files.createDirectories(PLACE);
        for (var name : List.of("package.json", "package-lock.json", "check.mjs")) {
            Files.copy(
                    SOURCE.resolve(name), PLACE.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        return run("npm", "ci", "--no-audit", "--no-fund").status() == 0;
    }

    private static List<String> check(Path document, Path exchanges)
            throws IOException, InterruptedException {
        var checked = run("node", "check.mjs", document.toString(), exchanges.toString());
        assertThat(checked.status()).as(checked.out()).isZero();
        return checked.out().lines().toList();
    }

    private record Run(int status, String out) {}

    private static Run run(String... command) throws IOException, InterruptedException {
        try {
            var process =
                    new ProcessBuilder(command)
                            .directory(PLACE.toFile())
                            .redirectErrorStream(true)
                            .redirectInput(Redirect.PIPE)
                            .start();
            var out = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Run(process.waitFor(), out);
        } catch (IOException e) {
            return new Run(127, String.valueOf(e.getMessage()));
        }
    }
}
