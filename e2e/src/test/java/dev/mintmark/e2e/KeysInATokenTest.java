package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mintmark.e2e.year.NimbusService;
import dev.mintmark.e2e.year.OurService;
import dev.mintmark.e2e.year.Service;
import dev.mintmark.server.Mintmark;
import dev.mintmark.server.fault.CannotStart;
import dev.mintmark.server.key.MasterKey;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Security;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Signing keys that are made and used inside a PKCS#11 token, with SoftHSM2 for the token.
@Timeout(300)
class KeysInATokenTest {
    private static final List<String> ALGORITHMS = List.of("ES256", "RS256");

    /// The least that the settings allow.
    private static final Duration ANNOUNCED = Duration.ofSeconds(61);

    @TempDir private Path folder;
    private final MovableClock clock = new MovableClock();
    private final Map<String, Caller> clients = new HashMap<>();
    private final List<Service> services = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private Mintmark authority;
    private int looked;

    @BeforeAll
    static void token() throws Exception {
        assumeTrue(SoftHsm.library().isPresent(), "SoftHSM2 is not installed");
        SoftHsm.newToken("mintmark");
    }

    @BeforeEach
    void start() throws Exception {
        authority = Mintmark.start(DataFolders.settings(data(), settings(SoftHsm.PIN)), clock);
        for (var algorithm : ALGORITHMS) {
            var secret = admin().addClient("svc-" + algorithm, "api", algorithm);
            clients.put(algorithm, caller().basic("svc-" + algorithm, secret));
        }
        var issuer = authority.issuer().uri();
        services.add(new OurService(issuer, "api"));
        services.add(new NimbusService(issuer, "api", Duration.ofSeconds(1)));
    }

    @AfterEach
    void stop() throws Exception {
        for (var service : services) {
            service.close();
        }
        authority.close();
    }

    @Test
    void from_the_token_to_a_sealed_key_and_back_no_verification_fails() throws Exception {
        assertThat(custodies("signing")).containsOnly("pkcs11");
        issueAndLook();

        rotateTo("sealed");
        assertThat(custodies("signing")).containsOnly("sealed");

        rotateTo("pkcs11");
        assertThat(custodies("signing")).containsOnly("pkcs11");

        assertThat(looked).isGreaterThan(50);
    }

    @Test
    void after_a_restart_the_token_signs_on() throws Exception {
        var before = jwks();
        issueAndLook();
        var issuer = authority.issuer().text();
        authority.close();

        var settings = settings(SoftHsm.PIN);
        settings.put("issuer", issuer);
        settings.put("port", Integer.toString(authority.baseUrl().getPort()));
        authority = Mintmark.start(DataFolders.settings(data(), settings), clock);

        assertThat(jwks()).isEqualTo(before);
        issueAndLook();
    }

    @Test
    void the_private_half_is_not_in_the_database_and_does_not_leave_the_token() throws Exception {
        var master =
                MasterKey.parse(Files.readString(data().resolve("master.key")).strip())
                        .orElseThrow();
        var inToken = inToken();
        try (var connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + data().resolve("mintmark.db"));
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("select kid, public_key, sealed from signing_key")) {
            int seen = 0;
            while (rows.next()) {
                var kid = rows.getString(1);
                assertThat(SealedRows.open(master, kid, rows.getBytes(3)).orElseThrow())
                        .as("only the public half is sealed")
                        .isEqualTo(rows.getBytes(2));
                var key = inToken.getKey(kid, null);
                assertThat(key).isNotNull();
                assertThat(key.getEncoded()).as("it shows no bytes").isNull();
                seen++;
            }
            assertThat(seen).isEqualTo(2);
        }
    }

    @Test
    void a_revoked_key_is_destroyed_in_the_token() throws Exception {
        var kid = signing("ES256");
        assertThat(inToken().isKeyEntry(kid)).isTrue();

        var answer = admin().caller().json("/admin/v1/keys/" + kid + "/revoke", "{}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(inToken().isKeyEntry(kid)).isFalse();
        assertThat(inToken().isKeyEntry(signing("ES256"))).isTrue();
    }

    @Test
    void what_a_token_cannot_make_is_refused_or_sealed() {
        var asked =
                admin().caller()
                        .json("/admin/v1/keys", "{\"alg\":\"Ed25519\",\"custody\":\"pkcs11\"}");
        var unasked = admin().caller().json("/admin/v1/keys", "{\"alg\":\"Ed25519\"}");

        assertThat(asked.status()).isEqualTo(409);
        assertThat(asked.error()).isEqualTo("not_in_device");
        assertThat(unasked.body()).contains("\"custody\":\"sealed\"");
    }

    /// In a process of its own, since SoftHSM2 does not find its way back in one that has seen it
    /// fail.
    @Test
    void while_the_token_is_away_callers_are_told_to_come_back_and_a_restart_finds_it_again()
            throws Exception {
        var environment = new HashMap<String, String>();
        settings(SoftHsm.PIN)
                .forEach((name, value) ->
                        environment.put(
                                "MINTMARK_" + name.toUpperCase(Locale.ROOT).replace('-', '_'),
                                value));
        try (var process = AuthorityProcess.serve(folder.resolve("process"), environment)) {
            var secret = process.admin().addClient("svc", "api", "ES256");
            var client = process.caller().basic("svc", secret);
            var before = token(client);
            try (var _ = SoftHsm.away()) {
                var put = client.form("/oauth2/token", "grant_type", "client_credentials");
                assertThat(put.status()).as(put.body()).isEqualTo(503);
                assertThat(put.headers().firstValue("Retry-After")).isPresent();
                var admin = process.admin().caller();
                assertThat(admin.json("/admin/v1/keys", "{}").status()).isEqualTo(503);
                assertThat(admin.get("/admin/v1/keys").status()).isEqualTo(200);
                assertThat(process.caller().get("/.well-known/jwks.json").status()).isEqualTo(200);
                assertThat(client.introspect(before).body()).contains("\"active\":true");
                process.kill();
            }
            try (var again = process.again()) {
                assertThat(kid(token(client))).isEqualTo(kid(before));
                assertThat(client.introspect(before).body()).contains("\"active\":true");
                assertThat(again.log()).doesNotContain(SoftHsm.PIN);
            }
        }
    }

    private static String token(Caller client) {
        var answer = client.form("/oauth2/token", "grant_type", "client_credentials");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.text("access_token");
    }

    private static String kid(String token) {
        byte[] header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
        return (String) Answer.parse(new String(header, StandardCharsets.UTF_8)).get("kid");
    }

    @Test
    void keys_in_the_token_that_are_not_among_the_published_are_named() throws Exception {
        var published = signing("ES256");
        var other = folder.resolve("other");
        try (var second =
                Mintmark.start(DataFolders.settings(other, settings(SoftHsm.PIN)), clock)) {
            var key = Files.readString(other.resolve("admin.key")).strip();
            var answer =
                    new Admin(new Caller(second.baseUrl()), key).caller().get("/admin/v1/keys");
            var strangers = ((List<?>) answer.json().get("only_in_device")).stream();

            assertThat(strangers.map(String::valueOf)).contains(published);
        }
    }

    @Test
    void without_the_token_the_authority_does_not_start_and_says_why() throws Exception {
        authority.close();
        var wrongPin = DataFolders.settings(data(), settings("wrong-pin-1234"));
        var none = DataFolders.settings(data(), Map.of());
        var noLibrary = settings(SoftHsm.PIN);
        noLibrary.put("pkcs11-library", folder.resolve("none.so").toString());

        assertThatThrownBy(() -> Mintmark.start(none, clock))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is in a PKCS#11 token, and no setting says where");
        assertThatThrownBy(() -> Mintmark.start(DataFolders.settings(data(), noLibrary), clock))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("cannot be read");
        // The process has shown the right PIN already, and a token asks each process once.
        assertThat(wrongPin.hardware()).isPresent();
        assertThat(wrongPin.toString()).doesNotContain("wrong-pin-1234");
    }

    /// New keys of that custody take over in both places, while tokens are issued and looked at.
    private void rotateTo(String custody) throws Exception {
        var announced = new ArrayList<String>();
        for (var algorithm : ALGORITHMS) {
            var answer =
                    admin().caller()
                            .json(
                                    "/admin/v1/keys",
                                    "{\"alg\":\"%s\",\"custody\":\"%s\"}"
                                            .formatted(algorithm, custody));
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            announced.add((String) keysIn(answer).getFirst().get("kid"));
        }
        for (var kid : announced) {
            var answer =
                    admin().caller()
                            .json("/admin/v1/keys/rotate", "{\"to\":\"%s\"}".formatted(kid));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }
        for (int i = 0; i < 8; i++) {
            clock.advance(ANNOUNCED.dividedBy(4));
            authority.tend();
            issueAndLook();
        }
        for (int i = 0; i < announced.size(); i++) {
            assertThat(signing(ALGORITHMS.get(i))).isEqualTo(announced.get(i));
        }
    }

    private void issueAndLook() throws Exception {
        for (var client : clients.values()) {
            var answer =
                    client.at(authority.baseUrl())
                            .form("/oauth2/token", "grant_type", "client_credentials");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            tokens.add(answer.text("access_token"));
        }
        for (var service : services) {
            assertThat(service.look(clock.instant(), tokens)).as(service.name()).containsOnly("");
            looked += tokens.size();
        }
    }

    private List<Object> custodies(String state) {
        return keys().stream()
                .filter(key -> key.get("state").equals(state))
                .map(key -> key.get("custody"))
                .toList();
    }

    private String signing(String algorithm) {
        return keys().stream()
                .filter(key ->
                        key.get("alg").equals(algorithm) && key.get("state").equals("signing"))
                .map(key -> (String) key.get("kid"))
                .findFirst()
                .orElseThrow();
    }

    private List<Map<String, Object>> keys() {
        return keysIn(admin().caller().get("/admin/v1/keys"));
    }

    private static List<Map<String, Object>> keysIn(Answer answer) {
        var keys = new ArrayList<Map<String, Object>>();
        for (var key : (List<?>) answer.json().get("keys")) {
            var members = new HashMap<String, Object>();
            ((Map<?, ?>) key).forEach((name, value) -> members.put((String) name, value));
            keys.add(members);
        }
        return keys;
    }

    private String jwks() {
        return caller().get("/.well-known/jwks.json").body();
    }

    private Caller caller() {
        return new Caller(authority.baseUrl());
    }

    private Admin admin() {
        try {
            return new Admin(caller(), Files.readString(data().resolve("admin.key")).strip());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static Map<String, String> settings(String pin) {
        var settings =
                new HashMap<>(
                        Map.of(
                                "key-custody",
                                "pkcs11",
                                "pkcs11-library",
                                SoftHsm.library().orElseThrow().toString(),
                                "pkcs11-pin",
                                pin,
                                "jwks-max-age",
                                "1s",
                                "key-announce-ahead",
                                ANNOUNCED.toSeconds() + "s"));
        return settings;
    }

    /// The token, looked at past the authority.
    private static KeyStore inToken() throws Exception {
        var provider =
                Security.getProvider("SunPKCS11")
                        .configure(
                                "--name = looking\nlibrary = "
                                        + SoftHsm.library().orElseThrow()
                                        + "\nslotListIndex = 0\n");
        var store = KeyStore.getInstance("PKCS11", provider);
        store.load(null, SoftHsm.PIN.toCharArray());
        assertThat(Collections.list(store.aliases())).isNotEmpty();
        return store;
    }
}
