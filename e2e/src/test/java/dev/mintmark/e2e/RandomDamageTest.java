package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/// Thousands of requests that began as good ones and were then damaged at random. The seed is
/// fixed, so that a failure can be looked at.
class RandomDamageTest {
    private static final int REQUESTS = Integer.getInteger("mintmark.damage.requests", 4_000);
    private static final int CLIENTS = 8;
    private static final long SEED = Long.getLong("mintmark.damage.seed", 20_261_123);
    private static final String PASSWORD = "correct horse battery";

    /// The protocol's own words for methods, versions and encodings nobody here has: 501 and 505.
    private static final Set<Integer> ABOUT_HTTP = Set.of(501, 505);

    @TempDir private Path folder;

    @Test
    void no_damage_makes_the_authority_fail() throws InterruptedException {
        try (var authority = AuthorityProcess.serve(DataFolders.startedOnce(folder))) {
            authority.admin().addUser("ann", PASSWORD);
            var secret = authority.admin().addClient("svc", "api", "ES256");
            var signedIn = authority.caller().signIn("ann", PASSWORD);
            var requests = damaged(goodRequests(authority, secret, signedIn));
            var statuses = ConcurrentHashMap.<Integer>newKeySet();
            var failures = ConcurrentHashMap.<String>newKeySet();

            try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
                for (var request : requests) {
                    clients.execute(() -> send(authority, request, statuses, failures));
                }
            }

            assertThat(failures).isEmpty();
            assertThat(statuses).contains(200, 400, 401, 404);
            assertThat(authority.log()).doesNotContain("\"level\":\"error\"", "\"stack\"");
            var again = authority.caller().signIn("ann", PASSWORD);
            assertThat(again.status()).isEqualTo(200);
            assertThat(authority.caller().refresh(again.text("refresh_token")).status())
                    .isEqualTo(200);
        }
    }

    private static void send(
            AuthorityProcess authority,
            String request,
            Set<Integer> statuses,
            Set<String> failures) {
        try (var wire = Wire.to(authority.issuer())) {
            var answer = wire.send(request).end().readToEnd();
            if (answer.isEmpty()) {
                // What never became a request is owed no answer.
                return;
            }
            int status = Integer.parseInt(answer.substring(9, 12));
            statuses.add(status);
            boolean failed = status >= 500 && !ABOUT_HTTP.contains(status);
            if (failed || answer.contains("Exception") || answer.contains("dev.mintmark")) {
                failures.add(request + "\n=> " + answer);
            }
        } catch (IOException | RuntimeException e) {
            // A refusal that came before we had sent everything can be lost on the way.
            if (!String.valueOf(e.getMessage())
                    .matches("Connection reset.*|Broken pipe.*|Closed.*|Socket .*")) {
                failures.add(request + "\n=> " + e);
            }
        }
    }

    private static List<String> goodRequests(
            AuthorityProcess authority, String secret, Answer signedIn) {
        var svc = Probe.basic("svc", secret);
        var admin = "Authorization: Bearer " + authority.adminKey();
        var refresh = signedIn.text("refresh_token");
        var access = signedIn.text("access_token");
        return List.of(
                Probe.json(
                                "",
                                "/v1/login",
                                "{\"username\":\"ann\",\"password\":\"x\",\"client_id\":\"svc\",\"scope\":\"read\"}")
                        .bytes(),
                Probe.form("", "/oauth2/token", "grant_type=client_credentials&scope=read%20write")
                        .header(svc)
                        .bytes(),
                Probe.form(
                                "",
                                "/oauth2/token",
                                Caller.encoded(
                                        "grant_type", "refresh_token", "refresh_token", refresh))
                        .bytes(),
                Probe.form(
                                "",
                                "/oauth2/introspect",
                                Caller.encoded("token", access, "token_type_hint", "access_token"))
                        .header(svc)
                        .bytes(),
                Probe.form(
                                "",
                                "/oauth2/revoke",
                                Caller.encoded(
                                        "token",
                                        access + "x",
                                        "client_id",
                                        "svc",
                                        "client_secret",
                                        secret))
                        .bytes(),
                Probe.json(
                                "",
                                "/admin/v1/users",
                                "{\"name\":\"\",\"password\":\"short\",\"roles\":[\"a\"]}")
                        .header(admin)
                        .bytes(),
                Probe.json(
                                "",
                                "/admin/v1/clients",
                                "{\"id\":\"x1\",\"public\":true,\"scopes\":[\"read\"]}")
                        .header(admin)
                        .bytes(),
                Probe.bare("", "GET", "/admin/v1/sessions?user=ann").header(admin).bytes(),
                Probe.bare("", "DELETE", "/admin/v1/sessions/0123456789abcdef0123456789abcdef")
                        .header(admin)
                        .bytes(),
                Probe.json("", "/admin/v1/sessions/revoke-all", "{\"user\":\"nobody\"}")
                        .header(admin)
                        .bytes(),
                Probe.json("", "/admin/v1/revocations", "{\"jti\":\"x\",\"exp\":1}")
                        .header(admin)
                        .bytes(),
                Probe.bare("", "GET", "/.well-known/jwks.json")
                        .header("If-None-Match: \"x\"")
                        .header("Accept: application/jwk-set+json")
                        .bytes());
    }

    private static List<String> damaged(List<String> good) {
        var random = new Random(SEED);
        var requests = new ArrayList<String>(good);
        while (requests.size() < REQUESTS) {
            requests.add(damage(good.get(random.nextInt(good.size())), random));
        }
        assertThat(new HashSet<>(requests)).hasSizeGreaterThan(REQUESTS * 9 / 10);
        return requests;
    }

    /// Half of the time the head stays whole, so that the damage gets past the parser.
    private static String damage(String request, Random random) {
        int bodyAt = request.indexOf("\r\n\r\n") + 4;
        var head = request.substring(0, bodyAt);
        var body = request.substring(bodyAt);
        int hits = 1 + random.nextInt(4);
        if (random.nextBoolean() && !body.isEmpty()) {
            for (int i = 0; i < hits; i++) {
                body = hit(body, random);
            }
            head = head.replaceAll("Content-Length: \\d+", "Content-Length: " + body.length());
        } else {
            for (int i = 0; i < hits; i++) {
                head = hit(head, random);
            }
        }
        return head + body;
    }

    private static String hit(String text, Random random) {
        if (text.isEmpty()) {
            return "x";
        }
        int at = random.nextInt(text.length());
        int to = Math.min(text.length(), at + 1 + random.nextInt(12));
        var before = text.substring(0, at);
        var piece = text.substring(at, to);
        var after = text.substring(to);
        return switch (random.nextInt(8)) {
            case 0 -> before + after;
            case 1 -> before + piece + piece + after;
            case 2 -> before + (char) random.nextInt(256) + piece.substring(1) + after;
            case 3 -> before + (char) random.nextInt(256) + piece + after;
            case 4 -> after + piece + before;
            case 5 -> before + piece.repeat(1 + random.nextInt(900)) + after;
            case 6 ->
                    before + "%\"{}[]:,&=;\\/\u0000\r\n".charAt(random.nextInt(16)) + piece + after;
            default -> before + piece.toUpperCase(java.util.Locale.ROOT) + after;
        };
    }
}
