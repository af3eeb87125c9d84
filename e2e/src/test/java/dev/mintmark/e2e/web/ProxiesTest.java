package dev.mintmark.e2e.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.e2e.Admin;
import dev.mintmark.e2e.Answer;
import dev.mintmark.e2e.Browser;
import dev.mintmark.e2e.Caller;
import dev.mintmark.e2e.DataFolders;
import dev.mintmark.server.Mintmark;
import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// The configurations that we hand out, in the proxies that Debian has, before an application that
/// believes what it is told. Each proxy has to pass the whole story.
class ProxiesTest {
    private static final String PASSWORD = "correct horse battery";
    private static final List<String> BELIEVED =
            List.of(
                    "X-Auth-Subject",
                    "X-Auth-User",
                    "X-Auth-Roles",
                    "X-Auth-Scopes",
                    "X-Auth-Session",
                    "X-Auth-Client");

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource
    void only_the_right_person_gets_to_the_application(Proxy proxy) throws Exception {
        int port = ProxyProcess.freePort();
        try (var api = new OrdersApi();
                var authority = authority(port);
                var _ = proxy.start(folder, port, authority.baseUrl().getPort(), api.port())) {
            var story = new Story(authority, api, URI.create("https://localhost:" + port));

            story.nobodyPasses();
            story.theRightPersonPasses();
            story.theWrongPersonDoesNot();
            story.whatAClientSaysOfItselfIsNotBelieved();
            story.whatChangesSomethingNeedsAProof();
            story.theQuestionIsForTheProxyAlone();
            story.withoutTheAuthorityNobodyPasses();
        }
    }

    private Mintmark authority(int port) {
        var data = DataFolders.startedOnce(folder);
        return Mintmark.start(
                DataFolders.settings(
                        data,
                        Map.of(
                                "issuer",
                                "https://localhost:" + port,
                                "master-key-file",
                                data.resolve("master.key").toString(),
                                "trusted-proxies",
                                "127.0.0.1")),
                InstantSource.system());
    }

    /// One proxy, one authority, one application, and three people.
    private static final class Story {
        private final Mintmark authority;
        private final OrdersApi api;
        private final URI address;
        private final String ann;
        private final Browser browser;

        Story(Mintmark authority, OrdersApi api, URI address) {
            this.authority = authority;
            this.api = api;
            this.address = address;
            var admin = new Admin(new Caller(authority.baseUrl()), authority.lendAdminKey());
            admin.addPublicClient("app", "orders-api", "orders:read");
            ann = admin.addUser("ann", PASSWORD, "staff");
            admin.addUser("bob", PASSWORD);
            browser = new Browser(address);
        }

        void nobodyPasses() {
            assertThat(browser.get("/orders").status()).isEqualTo(401);
            var person = new Browser(address).sending("Accept", "text/html");
            var answer = person.get("/orders?page=2&size=9");

            assertThat(answer.status()).isEqualTo(303);
            assertThat(answer.header("Location"))
                    .isEqualTo(
                            address
                                    + "/login?return_to="
                                    + "https%3A%2F%2Flocalhost%3A"
                                    + address.getPort()
                                    + "%2Forders%3Fpage%3D2%26size%3D9&client_id=app");
            assertThat(api.seen()).isEmpty();
        }

        void theRightPersonPasses() {
            var answer =
                    browser.signIn("ann", PASSWORD, "client_id", "app", "return_to", "/orders");
            assertThat(answer.header("Location")).isEqualTo("/orders");
            assertThat(browser.cookie("__Host-Http-mintmark")).startsWith("mm_sh_");

            assertThat(browser.get("/orders?page=2").status()).isEqualTo(200);

            var seen = api.last();
            assertThat(seen.target()).isEqualTo("/orders?page=2");
            assertThat(seen.header("X-Auth-Subject")).isEqualTo(ann);
            assertThat(seen.header("X-Auth-User")).isEqualTo("ann");
            assertThat(seen.header("X-Auth-Roles")).isEqualTo("staff");
            assertThat(seen.headers().containsKey("Cookie")).isFalse();
            try (var verifier =
                    Verifier.forIssuer(authority.issuer().uri(), "orders-api", keys())) {
                assertThat(verifier.verify(seen.token()))
                        .isInstanceOfSatisfying(
                                Verdict.Trusted.class,
                                token -> assertThat(token.subject()).isEqualTo(ann));
            }
        }

        private KeySource keys() {
            return KeySource.jwkSet(
                    new Caller(authority.baseUrl()).get("/.well-known/jwks.json").body());
        }

        void theWrongPersonDoesNot() {
            int before = api.seen().size();
            var bob = new Browser(address);
            bob.signIn("bob", PASSWORD, "client_id", "app");
            assertThat(bob.get("/orders").status()).as("not of the staff").isEqualTo(403);

            var forged = new Browser(address).sending("Cookie", cookie(changed()));
            assertThat(forged.get("/orders").status()).as("a forged cookie").isEqualTo(401);
            var twice =
                    new Browser(address)
                            .sending("Cookie", cookie(changed()) + "; " + cookie(handle()));
            assertThat(twice.get("/orders").status()).as("two cookies").isEqualTo(401);

            var gone = new Browser(address);
            gone.signIn("ann", PASSWORD, "client_id", "app");
            var kept = gone.copy();
            assertThat(gone.delete("/session", gone.csrfToken()).status()).isEqualTo(204);
            assertThat(kept.get("/orders").status()).as("a session that is over").isEqualTo(401);
            assertThat(api.seen()).hasSize(before);
        }

        void whatAClientSaysOfItselfIsNotBelieved() {
            var liar = browser.copy();
            BELIEVED.forEach(name -> liar.sending(name, "root"));
            BELIEVED.forEach(name -> liar.sending(name.replace('-', '_'), "root"));
            liar.sending("Authorization", "Bearer of.bad.news").sending("X-Auth-Admin", "root");

            assertThat(liar.get("/orders").status()).isEqualTo(200);

            var headers = api.last().headers();
            assertThat(headers.get("X-Auth-Subject")).containsExactly(ann);
            assertThat(headers.get("X-Auth-Roles")).containsExactly("staff");
            for (var name : BELIEVED) {
                assertThat(headers.getOrDefault(name, List.of())).as(name).doesNotContain("root");
                assertThat(headers.keySet())
                        .noneMatch(one -> one.equalsIgnoreCase(name.replace('-', '_')));
            }
            assertThat(api.last().token()).startsWith("eyJ");
        }

        void whatChangesSomethingNeedsAProof() {
            int before = api.seen().size();
            var token = browser.csrfToken();
            for (var asking :
                    List.of(
                            browser.copy(),
                            browser.copy().sending("X-Original-Method", "GET"),
                            browser.copy().sending("X-Forwarded-Method", "GET"),
                            browser.copy().sending("X-HTTP-Method-Override", "GET"))) {
                assertThat(asking.json("/orders", "{}", "").status()).isEqualTo(403);
            }
            var other = new Browser(address);
            other.signIn("ann", PASSWORD, "client_id", "app");
            assertThat(browser.json("/orders", "{}", other.csrfToken()).status()).isEqualTo(403);
            var crossing =
                    browser.copy()
                            .sending("Sec-Fetch-Site", "cross-site")
                            .sending("Origin", "https://evil.example");
            assertThat(crossing.json("/orders", "{}", token).status()).isEqualTo(403);
            assertThat(api.seen()).hasSize(before);

            assertThat(browser.json("/orders", "{}", token).status()).isEqualTo(201);
            assertThat(api.last().method()).isEqualTo("POST");
            assertThat(api.ordered()).containsExactly("{}");
        }

        void theQuestionIsForTheProxyAlone() {
            for (var path : List.of("/forward-auth", "/forward-auth?pass=token", "/_mintmark")) {
                var answer = browser.get(path);
                assertThat(answer.header("Authorization") + answer.header("X-Auth-Subject"))
                        .as(path)
                        .isEmpty();
            }
        }

        void withoutTheAuthorityNobodyPasses() {
            int before = api.seen().size();
            authority.close();

            Answer answer = browser.get("/orders");

            assertThat(answer.status()).isGreaterThanOrEqualTo(500);
            assertThat(api.seen()).hasSize(before);
        }

        private String handle() {
            return browser.cookie("__Host-Http-mintmark");
        }

        /// Another character in the middle.
        private String changed() {
            var handle = handle();
            char other = handle.charAt(30) == 'a' ? 'b' : 'a';
            return handle.substring(0, 30) + other + handle.substring(31);
        }

        private static String cookie(String value) {
            return "__Host-Http-mintmark=" + value;
        }
    }
}
