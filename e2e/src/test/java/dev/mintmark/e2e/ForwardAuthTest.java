package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What a proxy is told about the requests it asks about.
class ForwardAuthTest {
    private static final String PASSWORD = "correct horse battery";
    private static final List<String> IDENTITY =
            List.of(
                    "X-Auth-Subject",
                    "X-Auth-User",
                    "X-Auth-Roles",
                    "X-Auth-Scopes",
                    "X-Auth-Session",
                    "X-Auth-Client");

    @TempDir private static Path folder;
    private static AuthorityProcess authority;
    private static String ann;
    private Browser browser;

    @BeforeAll
    static void start() {
        authority =
                AuthorityProcess.serve(
                        DataFolders.startedOnce(folder),
                        Map.of(
                                "MINTMARK_TRUSTED_PROXIES", "127.0.0.1,::1",
                                "MINTMARK_SESSION_ORIGINS", "https://shop.example"));
        var admin = authority.admin();
        ann = admin.addUser("ann", PASSWORD);
        admin.addUser("Zoë 50%", PASSWORD);
        admin.addPublicClient("shop", "orders-api");
    }

    @AfterAll
    static void stop() {
        authority.close();
    }

    @BeforeEach
    void open() {
        browser = new Browser(authority.issuer());
    }

    @Test
    void the_right_person_passes_with_a_name_and_a_token() {
        browser.signIn("ann", PASSWORD, "client_id", "shop");

        var answer = asked("GET", "/orders");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("X-Auth-Subject")).isEqualTo(ann);
        assertThat(answer.header("X-Auth-User")).isEqualTo("ann");
        assertThat(answer.header("X-Auth-Client")).isEqualTo("shop");
        assertThat(answer.header("X-Auth-Session")).hasSize(32);
        var token = answer.header("Authorization").substring("Bearer ".length());
        try (var verifier =
                Verifier.forIssuer(
                        authority.issuer(),
                        "orders-api",
                        KeySource.discoveredFrom(authority.issuer()))) {
            assertThat(verifier.verify(token))
                    .isInstanceOfSatisfying(
                            Verdict.Trusted.class,
                            trusted -> assertThat(trusted.subject()).isEqualTo(ann));
        }
    }

    @Test
    void a_name_that_is_no_ascii_is_written_as_in_an_address() {
        browser.signIn("Zoë 50%", PASSWORD);

        assertThat(asked("GET", "/").header("X-Auth-User")).isEqualTo("Zo%C3%AB%2050%25");
    }

    @ParameterizedTest
    @CsvSource({"pass=token, false, true", "pass=identity, true, false"})
    void every_header_is_always_there_and_empty_when_it_is_not_asked_for(
            String query, boolean identity, boolean token) {
        browser.signIn("ann", PASSWORD);

        var answer = asked("GET", "/", query);

        assertThat(answer.headers().map().keySet())
                .containsAll(IDENTITY.stream().map(String::toLowerCase).toList())
                .contains("authorization");
        assertThat(answer.header("X-Auth-Subject").isEmpty()).isNotEqualTo(identity);
        assertThat(answer.header("Authorization").isEmpty()).isNotEqualTo(token);
    }

    @Test
    void nobody_is_refused_and_only_people_are_sent_to_sign_in_if_the_proxy_wants_that() {
        assertThat(asked("GET", "/orders").status()).isEqualTo(401);
        assertThat(asked("GET", "/orders", "sign-in=redirect").status()).isEqualTo(401);

        browser.sending("Accept", "text/html,application/xhtml+xml")
                .sending("X-Forwarded-Host", "shop.example")
                .sending("X-Forwarded-Proto", "https");
        assertThat(asked("GET", "/orders").status()).isEqualTo(401);
        assertThat(asked("POST", "/orders", "sign-in=redirect").status()).isEqualTo(401);
        var redirect = asked("GET", "/orders?page=2", "sign-in=redirect");
        assertThat(redirect.status()).isEqualTo(303);
        assertThat(redirect.header("Location"))
                .isEqualTo(
                        authority.issuer()
                                + "/login?return_to=https%3A%2F%2Fshop.example%2Forders%3Fpage%3D2");
    }

    @Test
    void a_proxy_that_passes_no_redirect_on_is_told_where_a_person_signs_in() {
        assertThat(asked("GET", "/orders").header("X-Auth-Sign-In")).isEmpty();

        browser.sending("Accept", "text/html");
        var answer = asked("GET", "/orders?page=2&size=9", "client=shop");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("X-Auth-Sign-In"))
                .isEqualTo(
                        authority.issuer()
                                + "/login?return_to=%2Forders%3Fpage%3D2%26size%3D9&client_id=shop");
    }

    @Test
    void nobody_is_sent_on_to_a_host_that_only_the_request_knows() {
        browser.sending("Accept", "text/html")
                .sending("X-Forwarded-Host", "evil.example")
                .sending("X-Forwarded-Proto", "https");

        assertThat(asked("GET", "/orders", "sign-in=redirect").header("Location"))
                .endsWith("/login?return_to=%2Forders");
    }

    @ParameterizedTest
    @CsvSource({
        "scope=orders:read, 403",
        "role=admin, 403",
        "scope=orders:read&role=admin, 403",
    })
    void more_can_be_asked_for_than_being_signed_in(String query, int status) {
        browser.signIn("ann", PASSWORD);

        assertThat(asked("GET", "/", query).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pass=everything",
                "csrf=no",
                "sign-in=maybe",
                "colour=blue",
                "pass=token&pass=identity"
            })
    void a_configuration_that_is_not_understood_lets_nobody_pass(String query) {
        browser.signIn("ann", PASSWORD);

        assertThat(asked("GET", "/", query).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "token,   same-origin, '',                    false, 403",
        "token,   same-origin, '',                    true,  200",
        "token,   cross-site,  https://evil.example,  true,  403",
        "token,   '',          https://evil.example,  true,  403",
        "token,   '',          '',                    true,  200",
        "headers, same-origin, '',                    false, 200",
        "headers, cross-site,  https://evil.example,  false, 403",
        "headers, '',          https://shop.example,  false, 200",
        "headers, '',          '',                    false, 403",
    })
    void a_request_that_changes_something_must_come_from_our_own_pages(
            String mode, String site, String origin, boolean withToken, int status) {
        browser.signIn("ann", PASSWORD);
        var token = browser.csrfToken();
        var asking = browser.copy();
        if (!site.isEmpty()) {
            asking.sending("Sec-Fetch-Site", site);
        }
        if (!origin.isEmpty()) {
            asking.sending("Origin", origin);
        }
        if (withToken) {
            asking.sending("X-CSRF-Token", token);
        }

        for (var method : List.of("POST", "PUT", "PATCH", "DELETE", "PROPFIND")) {
            assertThat(asked(asking, method, "/orders", "csrf=" + mode).status())
                    .as(method)
                    .isEqualTo(status);
        }
    }

    @Test
    void proxies_that_contradict_themselves_are_not_believed() {
        browser.signIn("ann", PASSWORD);

        var answer =
                browser.sending("X-Original-Method", "GET")
                        .sending("X-Forwarded-Method", "POST")
                        .get("/forward-auth");

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test // Envoy asks with the request's own method, and its path behind ours.
    void a_proxy_may_ask_with_the_requests_own_method_and_path() {
        browser.signIn("ann", PASSWORD);

        assertThat(browser.get("/forward-auth/orders/7").status()).isEqualTo(200);
        assertThat(browser.form("/forward-auth/orders/7").status()).isEqualTo(403);
        assertThat(browser.get("/forward-authority").status()).isEqualTo(404);
    }

    @Test // V4.1.3
    void strangers_may_not_ask(@TempDir Path elsewhere) {
        try (var strict = AuthorityProcess.serve(DataFolders.startedOnce(elsewhere))) {
            strict.admin().addUser("ann", PASSWORD);
            var direct = new Browser(strict.issuer());
            direct.signIn("ann", PASSWORD);

            var answer = direct.sending("X-Forwarded-Uri", "/").get("/forward-auth");

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.error()).isEqualTo("untrusted_proxy");
        }
    }

    private Answer asked(String method, String uri) {
        return asked(browser, method, uri, "");
    }

    private Answer asked(String method, String uri, String query) {
        return asked(browser, method, uri, query);
    }

    private static Answer asked(Browser browser, String method, String uri, String query) {
        return browser.send(
                "/forward-auth" + (query.isEmpty() ? "" : "?" + query),
                builder ->
                        builder.header("X-Forwarded-Method", method)
                                .header("X-Forwarded-Uri", uri)
                                .GET());
    }
}
