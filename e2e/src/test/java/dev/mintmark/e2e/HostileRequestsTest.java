package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What clients get wrong, by accident or on purpose, at every endpoint: always the standard
/// answer, never a word about what is inside, and business as usual afterwards.
class HostileRequestsTest {
    private static final String PASSWORD = "correct horse battery";
    private static final Pattern INSIDE =
            Pattern.compile(
                    "\\bat [a-z]+\\.|\\w(Exception|Error)\\b|dev\\.mintmark|java\\.|(?i:jetty|sqlite|<html)");

    @TempDir private static Path folder;
    private static AuthorityProcess authority;
    private static String secret;
    private static String accessToken;
    private static String refreshToken;

    @BeforeAll
    static void start() {
        authority = AuthorityProcess.serve(DataFolders.startedOnce(folder));
        authority.admin().addUser("ann", PASSWORD);
        authority.admin().addPublicClient("web", "api");
        secret = authority.admin().addClient("svc", "api", "ES256");
        var signedIn = authority.caller().signIn("ann", PASSWORD, "web");
        accessToken = signedIn.text("access_token");
        refreshToken = signedIn.text("refresh_token");
    }

    @AfterAll
    static void business_as_usual() {
        try (var _ = authority) {
            var next =
                    authority
                            .caller()
                            .form(
                                    "/oauth2/token",
                                    "grant_type",
                                    "refresh_token",
                                    "client_id",
                                    "web",
                                    "refresh_token",
                                    refreshToken);
            assertThat(next.status()).as("nothing ended the session").isEqualTo(200);
            assertThat(
                            authority
                                    .caller()
                                    .basic("svc", secret)
                                    .introspect(next.text("access_token"))
                                    .json())
                    .containsEntry("active", true);
            assertThat(authority.log()).doesNotContain("\"level\":\"error\"", "\"stack\"");
        }
    }

    @TestFactory
    Stream<DynamicTest> the_sign_in() {
        return tests(HostileSignIns.all(PASSWORD));
    }

    @TestFactory
    Stream<DynamicTest> the_token_endpoint() {
        return tests(HostileTokens.atTheTokenEndpoint(secret, refreshToken));
    }

    @TestFactory
    Stream<DynamicTest> every_oauth_endpoint() {
        return Stream.of("/oauth2/token", "/oauth2/revoke", "/oauth2/introspect")
                .flatMap(path -> tests(HostileForms.anywhere(path, secret)));
    }

    @TestFactory
    Stream<DynamicTest> revocation_and_introspection() {
        return tests(HostileTokens.aboutTokens(secret, accessToken));
    }

    @TestFactory
    Stream<DynamicTest> the_admin_api() {
        return tests(HostileAdministration.all(authority.adminKey(), accessToken));
    }

    @TestFactory
    Stream<DynamicTest> the_rest() {
        return tests(HostileAddresses.all());
    }

    private static Stream<DynamicTest> tests(Stream<Probe> probes) {
        return probes.map(probe -> DynamicTest.dynamicTest(probe.name(), () -> check(probe)));
    }

    private static void check(Probe probe) throws IOException {
        try (var wire = Wire.to(authority.issuer())) {
            var answer = wire.send(probe.bytes()).readToEnd();
            int bodyAt = answer.indexOf("\r\n\r\n") + 4;
            var head = answer.substring(0, bodyAt);
            var body = answer.substring(bodyAt);

            assertThat(answer).startsWith("HTTP/1.1 " + probe.status() + " ");
            assertThat(INSIDE.matcher(body).find()).as(body).isFalse();
            assertThat(head).doesNotContainIgnoringCase("server:", "jetty");
            if (probe.status() >= 400) {
                assertThat(head).containsIgnoringCase("cache-control: no-store");
                assertThat(head).containsPattern("(?i)content-type: application/(problem\\+)?json");
                assertThat(body).contains("\"" + probe.code() + "\"");
                assertThat(Answer.parse(body)).isNotEmpty();
            }
            for (var line : probe.expectedHeaders()) {
                assertThat(head).contains(line + "\r\n");
            }
            var sent = Base64.getEncoder().encodeToString(secret.getBytes(UTF_8));
            assertThat(body).doesNotContain(secret, sent, PASSWORD);
        }
    }
}
