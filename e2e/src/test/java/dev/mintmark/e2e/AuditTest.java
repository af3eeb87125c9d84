package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.mintmark.server.Mintmark;
import dev.mintmark.server.audit.Kind;
import dev.mintmark.server.key.MasterKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// what happens is found in the audit, all of it, once, and without anything secret.
@Timeout(300)
class AuditTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String WRONG = "wrong horse battery";
    private static final String HERE = "127.0.0.1";

    @TempDir private Path folder;

    /// What the audit must say of a kind of event.
    ///
    /// @param actor with what it begins
    /// @param reason empty if there is none
    private record Expected(String actor, String client, String reason) {}

    @Test
    void every_kind_of_event_is_found_with_actor_address_client_outcome_and_reason()
            throws Exception {
        var data = DataFolders.startedOnce(folder);
        var masterKey = data.resolve("master.key");
        var clock = new MovableClock();
        try (var authority = Mintmark.start(DataFolders.settings(data, Map.of()), clock)) {
            var adminKey = Files.readString(data.resolve("admin.key")).strip();
            var admin = new Admin(new Caller(authority.baseUrl()), adminKey);
            admin.addUser("ann", PASSWORD);
            admin.addUser("bob", PASSWORD);
            produceAll(authority, admin, adminKey, clock);
            Files.writeString(
                    masterKey,
                    "\n" + MasterKey.random(new SecureRandom()).revealAsText() + "\n",
                    StandardOpenOption.APPEND);
            admin.caller().json("/admin/v1/master-key/rotate", "{\"reason\":\"a test\"}");

            // The stolen refresh token, until nothing more is heard of it.
            authority.tend();
            clock.advance(Duration.ofHours(2));
            authority.tend();

            var records = new AuditRecords(admin.caller()).all("");

            var expected = expected();
            assertThat(expected.keySet()).isEqualTo(kindsOverHttp());
            expected.forEach((kind, what) -> assertFound(kind, what, records));
            for (var one : records) {
                assertThat(one.address()).isIn(HERE, "self");
                assertThat(one.status())
                        .isEqualTo(
                                Kind.of(one.kind()).orElseThrow().isFailure()
                                        ? "Failure"
                                        : "Success");
            }
        }
    }

    /// What nobody outside can bring about has a test of its own.
    private static Set<String> kindsOverHttp() {
        var kinds = new HashSet<>(Arrays.stream(Kind.values()).map(Kind::word).toList());
        kinds.remove(Kind.RECORDS_LOST.word());
        kinds.remove(Kind.RECORDS_FORGOTTEN.word());
        return kinds;
    }

    private static void assertFound(String kind, Expected what, List<AuditRecords.Entry> records) {
        assertThat(records)
                .as(kind)
                .anySatisfy(one -> {
                    assertThat(one.kind()).isEqualTo(kind);
                    assertThat(one.actor()).startsWith(what.actor());
                    assertThat(one.client()).isEqualTo(what.client());
                    assertThat(one.address())
                            .isEqualTo(what.actor().equals("schedule") ? "self" : HERE);
                    assertThat(one.reason()).isEqualTo(what.reason());
                });
    }

    private static Map<String, Expected> expected() {
        var all = new LinkedHashMap<String, Expected>();
        all.put("signed_in", new Expected("user:usr_", "first-party", ""));
        all.put("sign_in_refused", new Expected("nobody", "first-party", "wrong_password"));
        all.put("refreshed", new Expected("user:usr_", "first-party", ""));
        all.put("refresh_refused", new Expected("client:", "first-party", "garbage"));
        all.put("refresh_reuse_detected", new Expected("nobody", "first-party", "reused"));
        all.put("service_token_issued", new Expected("client:svc", "svc", ""));
        all.put("token_refused", new Expected("client:svc", "svc", "bad_scope"));
        all.put("session_ended", new Expected("client:", "first-party", "revoked"));
        all.put("sessions_ended", new Expected("user:usr_", "", "signed_out"));
        all.put("cut_off", new Expected("admin_key:", "", "cut_off"));
        all.put("token_denied", new Expected("admin_key:", "", "ended_by_admin"));
        all.put("revocation_refused", new Expected("client:svc", "svc", "not_yours"));
        all.put("leak_reported", new Expected("nobody", "", ""));
        all.put("admin_key_leaked", new Expected("nobody", "", ""));
        all.put("client_refused", new Expected("nobody", "svc", "wrong_secret"));
        all.put("cross_site_refused", new Expected("nobody", "", "no_token"));
        all.put("braked", new Expected("nobody", "", "sign-in"));
        all.put("alert_opened", new Expected("schedule", "", "refresh_reuse"));
        all.put("alert_closed", new Expected("schedule", "", "refresh_reuse"));
        all.put("admin_refused", new Expected("nobody", "", "wrong_key"));
        all.put("account_added", new Expected("admin_key:", "", ""));
        all.put("account_disabled", new Expected("admin_key:", "", ""));
        all.put("password_changed", new Expected("admin_key:", "", ""));
        all.put("client_added", new Expected("admin_key:", "svc", ""));
        all.put("client_secret_rotated", new Expected("admin_key:", "svc", ""));
        all.put("key_moved", new Expected("admin_key:", "", "a test"));
        all.put("admin_signed_in", new Expected("admin_key:", "", ""));
        all.put("admin_signed_out", new Expected("admin_key:", "", ""));
        all.put("admin_key_added", new Expected("admin_key:", "", ""));
        all.put("admin_key_revoked", new Expected("admin_key:", "", ""));
        all.put("master_key_rotated", new Expected("admin_key:", "", "a test"));
        return all;
    }

    private static void produceAll(
            Mintmark authority, Admin admin, String adminKey, MovableClock clock) {
        var caller = new Caller(authority.baseUrl());
        var secret = admin.addClient("svc", "api", "ES256");
        var service = caller.basic("svc", secret);
        caller.signIn("ann", WRONG);
        var first = caller.signIn("ann", PASSWORD).text("refresh_token");
        var second = caller.refresh(first).text("refresh_token");
        caller.refresh(second);
        clock.advance(Duration.ofMinutes(1));
        caller.refresh(first);
        caller.refresh("mm_rt_garbage");
        service.form("/oauth2/token", "grant_type", "client_credentials");
        service.form("/oauth2/token", "grant_type", "client_credentials", "scope", "everything");
        var revoked = caller.signIn("ann", PASSWORD);
        service.form("/oauth2/revoke", "token", revoked.text("refresh_token"));
        caller.form("/oauth2/revoke", "token", revoked.text("refresh_token"));
        var signedIn = caller.signIn("ann", PASSWORD);
        caller.bearer(signedIn.text("access_token")).delete("/v1/me/sessions");
        caller.json("/leak-report", "{\"credentials\":[\"hunter2\",\"" + adminKey + "\"]}");
        caller.basic("svc", "wrong secret").introspect("x");
        caller.send(
                caller.request("/session")
                        .header("Content-Type", "application/json")
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(HttpRequest.BodyPublishers.ofString("{}")));
        for (int i = 0; i < 7; i++) {
            caller.signIn("mallory", WRONG);
        }
        caller.bearer("x".repeat(40)).get("/admin/v1/users");
        admin.revoke("jti", "some-token-id");
        admin.revoke("user", "ann");
        admin.setPassword("bob", "another horse battery");
        admin.disable("bob");
        admin.caller().json("/admin/v1/clients/svc/rotate-secret", "{}");
        admin.caller().json("/admin/v1/keys/rotate", "{\"reason\":\"a test\"}");
        var other =
                admin.caller()
                        .json(
                                "/admin/v1/admin-keys",
                                "{\"name\":\"ci\",\"scopes\":[\"users:read\"]}");
        admin.caller().delete("/admin/v1/admin-keys/" + other.text("id"));
        var browser =
                new Browser(authority.issuer().uri()).sending("Sec-Fetch-Site", "same-origin");
        browser.form(
                "/console/sign-in",
                "admin_key",
                adminKey,
                "csrf_token",
                Browser.formToken(browser.get("/console/sign-in")));
        browser.form("/console/sign-out", "csrf_token", Browser.formToken(browser.get("/console")));
    }

    private static final int PEOPLE = 40;
    private static final int REFRESHES_EACH = 100;
    private static final int OPERATIONS = 10_000;

    @Test
    void ten_thousand_operations_leave_ten_thousand_records_and_no_secret() throws Exception {
        var data = DataFolders.startedOnce(folder);
        var secrets = ConcurrentHashMap.<String>newKeySet();
        try (var authority = AuthorityProcess.serve(data, Map.of("MINTMARK_LOG_LEVEL", "debug"))) {
            var admin = authority.admin();
            admin.addUser("ann", PASSWORD);
            var secret = admin.addClient("svc", "api", "ES256");
            secrets.addAll(List.of(PASSWORD, WRONG, secret, authority.adminKey()));
            var records = new AuditRecords(admin.caller());
            int before = records.all("").size();

            int done = operate(authority, secret, secrets);

            var after = records.all("");
            assertThat(done).isEqualTo(OPERATIONS);
            assertThat(after.size() - before).isEqualTo(OPERATIONS);
            assertThat(after.stream().filter(one -> one.kind().equals("refreshed")).count())
                    .isEqualTo(PEOPLE * REFRESHES_EACH);
            authority.terminate();
            authority.exitCode();
            assertThat(secretsIn(authority.log(), secrets)).as("the log").isEmpty();
            assertThat(secretsIn(after.toString(), secrets)).as("the audit").isEmpty();
            assertThat(secretsIn(files(data), secrets)).as("the database").isEmpty();
        }
    }

    private static int operate(AuthorityProcess authority, String secret, Set<String> secrets)
            throws Exception {
        var done = new AtomicInteger();
        var works = new ArrayList<Runnable>();
        var caller = authority.caller();
        for (int person = 0; person < PEOPLE; person++) {
            works.add(() -> {
                var answer = caller.signIn("ann", PASSWORD);
                done.incrementAndGet();
                for (int i = 0; i < REFRESHES_EACH; i++) {
                    remember(answer, secrets);
                    answer = caller.refresh(answer.text("refresh_token"));
                    assertThat(answer.status()).isEqualTo(200);
                    done.incrementAndGet();
                }
                remember(answer, secrets);
            });
        }
        times(works, 60, () -> caller.signIn("ann", WRONG), done);
        times(
                works,
                2_500,
                () -> {
                    var answer =
                            caller.basic("svc", secret)
                                    .form("/oauth2/token", "grant_type", "client_credentials");
                    secrets.add(signature(answer.text("access_token")));
                },
                done);
        times(works, 1_400, () -> caller.refresh("mm_rt_garbage"), done);
        // Of one client, most would have to wait.
        var clients = new AtomicInteger();
        times(
                works,
                1_000,
                () -> caller.basic("svc" + clients.incrementAndGet(), WRONG).introspect("x"),
                done);
        times(works, 500, () -> caller.bearer("y".repeat(40)).get("/admin/v1/users"), done);
        times(
                works,
                500,
                () ->
                        caller.basic("svc", secret)
                                .form(
                                        "/oauth2/token",
                                        "grant_type",
                                        "client_credentials",
                                        "scope",
                                        "all"),
                done);
        try (var pool = Executors.newFixedThreadPool(8)) {
            var futures = new ArrayList<Future<?>>();
            works.forEach(work -> futures.add(pool.submit(work)));
            for (var future : futures) {
                future.get();
            }
        }
        return done.get();
    }

    /// In pieces, so that the kinds mix.
    private static void times(List<Runnable> works, int times, Runnable work, AtomicInteger done) {
        int piece = times / 20;
        for (int i = 0; i < 20; i++) {
            works.add(() -> {
                for (int one = 0; one < piece; one++) {
                    work.run();
                    done.incrementAndGet();
                }
            });
        }
    }

    private static void remember(Answer answer, Set<String> secrets) {
        secrets.add(answer.text("refresh_token"));
        secrets.add(signature(answer.text("access_token")));
    }

    private static String signature(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    /// Words are looked up, as there are thousands of secrets; what has blanks is looked for.
    private static List<String> secretsIn(String text, Set<String> secrets) {
        var found = new ArrayList<String>();
        var words = Pattern.compile("[A-Za-z0-9_-]{20,}").matcher(text);
        while (words.find()) {
            if (secrets.contains(words.group())) {
                found.add(words.group());
            }
        }
        secrets.stream()
                .filter(secret -> secret.contains(" ") && text.contains(secret))
                .forEach(found::add);
        return found;
    }

    private static String files(Path data) throws IOException {
        var text = new StringBuilder();
        try (var files = Files.walk(data)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (!file.toString().endsWith(".key")) {
                    text.append(new String(Files.readAllBytes(file), ISO_8859_1)).append('\n');
                }
            }
        }
        return text.toString();
    }
}
