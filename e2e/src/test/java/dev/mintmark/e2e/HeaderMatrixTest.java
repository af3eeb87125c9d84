package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.Mintmark;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What every answer of an https authority tells the browser, whatever was asked and however it
/// went (ASVS V3.4).
class HeaderMatrixTest {
    private static final String PASSWORD = "correct horse battery";

    @TempDir private static Path folder;
    private static Mintmark authority;
    private static Browser signedIn;

    @BeforeAll
    static void start() {
        var key = new byte[32];
        new Random(7).nextBytes(key);
        authority =
                Mintmark.start(
                        DataFolders.settings(
                                folder.resolve("https"),
                                Map.of(
                                        "issuer", "https://id.example.com",
                                        "master-key",
                                                Base64.getUrlEncoder()
                                                        .withoutPadding()
                                                        .encodeToString(key),
                                        "session-device-bound", "on",
                                        "trusted-proxies", "127.0.0.1")),
                        InstantSource.system());
        var admin = new Admin(new Caller(authority.baseUrl()), authority.lendAdminKey());
        admin.addUser("ann", PASSWORD);
        signedIn = new Browser(authority.baseUrl());
        signedIn.signIn("ann", PASSWORD);
    }

    @AfterAll
    static void stop() {
        authority.close();
    }

    /// A method and a path, and whether somebody is signed in.
    record Case(String method, String path, String body, boolean withSession) {
        @Override
        public String toString() {
            return method + " " + path + (withSession ? ", signed in" : "");
        }
    }

    static List<Case> cases() {
        var cases = new ArrayList<Case>();
        for (var path :
                List.of(
                        "/",
                        "/.well-known/openid-configuration",
                        "/.well-known/oauth-authorization-server",
                        "/.well-known/jwks.json",
                        "/oauth2/token",
                        "/oauth2/revoke",
                        "/oauth2/introspect",
                        "/v1/login",
                        "/v1/me/sessions",
                        "/v1/me/sessions/x",
                        "/leak-report",
                        "/session",
                        "/session/refresh",
                        "/dbsc/register",
                        "/dbsc/refresh",
                        "/login",
                        "/login?return_to=%ff",
                        "/account",
                        "/account/sign-out",
                        "/account/password",
                        "/assets/mintmark.css",
                        "/assets/mintmark.js",
                        "/assets/mark.svg",
                        "/assets/logo",
                        "/forward-auth",
                        "/forward-auth?pass=nonsense",
                        "/admin/v1/users",
                        "/admin/v1/openapi.json",
                        "/console",
                        "/console/sign-in",
                        "/console/sign-in?to=%ff",
                        "/console/sign-out",
                        "/console/users",
                        "/console/users/ann/disable",
                        "/console/keys/rotate",
                        "/console/nothing-here",
                        "/assets/console.css",
                        "/assets/console.js",
                        "/assets/token.js",
                        "/health/live",
                        "/health/ready",
                        "/nothing-here",
                        "/oauth2/nothing-here",
                        "/admin/v1/nothing-here")) {
            for (var method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE")) {
                cases.add(new Case(method, path, "", false));
            }
            cases.add(new Case("GET", path, "", true));
            cases.add(new Case("POST", path, "username=ann&password=wrong", true));
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void every_answer_protects_whoever_gets_it(Case one) {
        var browser = one.withSession() ? signedIn.copy() : new Browser(authority.baseUrl());

        var answer =
                browser.send(
                        one.path(),
                        builder ->
                                builder.header("Content-Type", "application/x-www-form-urlencoded")
                                        .method(one.method(), BodyPublishers.ofString(one.body())));

        assertThat(answer.status()).as("an answer and no accident").isLessThan(500);
        // V3.4.1
        assertThat(answer.lines("Strict-Transport-Security"))
                .containsExactly("max-age=31536000; includeSubDomains");
        // V3.4.3, V3.4.6
        assertThat(answer.lines("Content-Security-Policy")).hasSize(1);
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http:", " *", "data:");
        // V3.4.4, V3.4.5
        assertThat(answer.lines("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.lines("Referrer-Policy")).containsExactly("no-referrer");
        // V3.4.2, V3.5.8
        assertThat(answer.lines("Access-Control-Allow-Credentials")).isEmpty();
        boolean isPublic = one.path().startsWith("/.well-known/");
        assertThat(answer.lines("Access-Control-Allow-Origin"))
                .isEqualTo(isPublic && answer.status() < 300 ? List.of("*") : List.of());
        assertThat(answer.lines("Cross-Origin-Resource-Policy")).hasSize(1);
        if (!isPublic) {
            assertThat(answer.lines("Cross-Origin-Resource-Policy")).containsExactly("same-origin");
        }
        // V3.4.8
        if (answer.header("Content-Type").startsWith("text/html")) {
            assertThat(answer.lines("Cross-Origin-Opener-Policy")).containsExactly("same-origin");
            assertThat(answer.lines("X-Frame-Options")).containsExactly("DENY");
            assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        }
        // V14.3.2
        if (!isPublic && !one.path().startsWith("/assets/")) {
            assertThat(answer.lines("Cache-Control")).containsExactly("no-store");
        }
        // V13.4.6
        assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
        // V3.3.1 to V3.3.4
        for (var cookie : answer.lines("Set-Cookie")) {
            assertThat(cookie)
                    .startsWith("__Host-Http-mintmark")
                    .contains("; Path=/", "; HttpOnly", "; Secure", "; SameSite=Strict")
                    .doesNotContain("Domain");
        }
        // V3.2.1
        if (!answer.body().isEmpty()) {
            assertThat(answer.header("Content-Type")).isNotEmpty();
        }
    }
}
