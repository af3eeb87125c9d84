package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import static java.net.http.HttpRequest.BodyPublishers.noBody;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;

import dev.mintmark.server.Mintmark;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A browser that binds its session to a key of its device: what a thief of its cookies gets. The
/// browser's part is played here, with another library's signatures.
class DeviceBoundSessionTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String DEVICE_COOKIE = "mintmark-dev-device";
    private static final Pattern CHALLENGE = Pattern.compile("challenge=\"([^\"]+)\"");

    @TempDir private Path folder;
    private final MovableClock clock = new MovableClock();
    private Mintmark authority;
    private Browser browser;
    private ECKey key;

    @BeforeEach
    void start() throws Exception {
        begin("on");
        key = new ECKeyGenerator(Curve.P_256).generate();
    }

    @AfterEach
    void stop() {
        authority.close();
    }

    private void begin(String setting) throws Exception {
        var data = DataFolders.startedOnce(Files.createTempDirectory(folder, "authority"));
        authority =
                Mintmark.start(
                        DataFolders.settings(data, Map.of("session-device-bound", setting)), clock);
        var key = Files.readString(data.resolve("admin.key")).strip();
        new Admin(new Caller(authority.baseUrl()), key).addUser("ann", PASSWORD);
        browser = new Browser(authority.baseUrl());
    }

    @Test
    void nothing_is_bound_unless_it_is_asked_for() throws Exception {
        stop();
        begin("off");

        var answer = browser.signIn("ann", PASSWORD);

        assertThat(answer.lines("Secure-Session-Registration")).isEmpty();
        assertThat(post("/dbsc/register", Map.of()).status()).isEqualTo(404);
    }

    @Test
    void a_browser_that_does_not_know_how_keeps_its_session() {
        var answer = browser.signIn("ann", PASSWORD);

        assertThat(answer.header("Secure-Session-Registration"))
                .startsWith("(ES256 RS256);path=\"/dbsc/register\";challenge=\"");
        clock.advance(Duration.ofHours(1));
        assertThat(isSignedIn(browser)).isTrue();
    }

    @Test
    void a_browser_binds_its_session() throws Exception {
        var answer = register(browser.signIn("ann", PASSWORD));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("refresh_url")).isEqualTo("/dbsc/refresh");
        assertThat(answer.json())
                .containsEntry("scope", Map.of("include_site", false))
                .containsEntry(
                        "credentials",
                        List.of(
                                Map.of(
                                        "type",
                                        "cookie",
                                        "name",
                                        DEVICE_COOKIE,
                                        "attributes",
                                        "Path=/; HttpOnly; SameSite=Strict")));
        assertThat(answer.header("Set-Cookie"))
                .startsWith(DEVICE_COOKIE + "=")
                .endsWith("; Max-Age=600; Path=/; HttpOnly; SameSite=Strict");
        assertThat(isSignedIn(browser)).isTrue();
    }

    @Test
    void a_stolen_cookie_is_worth_nothing_alone_and_minutes_with_the_other() throws Exception {
        var signIn = browser.signIn("ann", PASSWORD);
        var thief = browser.copy();
        var session = register(signIn).text("session_identifier");
        var secondThief = browser.copy();

        assertThat(isSignedIn(thief)).isFalse();
        assertThat(isSignedIn(secondThief)).isTrue();

        clock.advance(Duration.ofMinutes(10));
        assertThat(isSignedIn(secondThief)).isFalse();
        assertThat(isSignedIn(browser)).isFalse();
        assertThat(refresh(session, proof(key, challenged(session), false)).status())
                .isEqualTo(200);
        assertThat(isSignedIn(browser)).isTrue();
        assertThat(isSignedIn(secondThief)).isFalse();
    }

    @Test
    void saying_that_the_key_could_not_be_used_does_not_help() throws Exception {
        var signIn = browser.signIn("ann", PASSWORD);
        var thief = browser.copy().sending("Secure-Session-Skipped", "quota_exceeded");
        register(signIn);

        assertThat(isSignedIn(thief)).isFalse();
    }

    @Test
    void only_the_key_of_the_device_renews() throws Exception {
        var session = register(browser.signIn("ann", PASSWORD)).text("session_identifier");
        clock.advance(Duration.ofMinutes(11));
        var challenge = challenged(session);
        var other = new ECKeyGenerator(Curve.P_256).generate();

        assertThat(refresh(session, proof(other, challenge, false)).status()).isEqualTo(400);
        assertThat(refresh(session, proof(key, challenge, true)).status()).isEqualTo(400);
        assertThat(refresh(session, "x.y.z").status()).isEqualTo(400);
        assertThat(refresh("0".repeat(32), proof(key, challenge, false)).json())
                .containsEntry("continue", false);
        clock.advance(Duration.ofSeconds(60));
        var late = refresh(session, proof(key, challenge, false));
        assertThat(late.status()).isEqualTo(403);
        assertThat(late.header("Secure-Session-Challenge")).endsWith(";id=\"" + session + "\"");
        assertThat(isSignedIn(browser)).isFalse();
    }

    @Test // two requests may ask at once
    void an_earlier_challenge_is_taken_while_it_is_fresh() throws Exception {
        var session = register(browser.signIn("ann", PASSWORD)).text("session_identifier");
        var first = challenged(session);
        challenged(session);

        assertThat(refresh(session, proof(key, first, false)).status()).isEqualTo(200);
    }

    @Test
    void a_session_is_bound_once_in_time_and_by_who_was_asked() throws Exception {
        var mine = challenge(browser.signIn("ann", PASSWORD));
        var stranger = new Browser(authority.baseUrl());
        var hers = challenge(stranger.signIn("ann", PASSWORD));

        assertThat(registered(proof(key, hers, true))).isEqualTo(400);
        assertThat(registered(proof(key, mine, false))).isEqualTo(400);
        assertThat(registered(proof(key, mine, true).replaceAll(".$", ""))).isEqualTo(400);
        assertThat(registered(proof(key, mine, true))).isEqualTo(200);
        assertThat(registered(proof(key, mine, true))).as("bound already").isEqualTo(400);

        clock.advance(Duration.ofSeconds(60));
        browser = stranger;
        assertThat(registered(proof(key, hers, true))).as("too late").isEqualTo(400);
        assertThat(isSignedIn(stranger)).as("and stays as it was").isTrue();
    }

    @Test
    void signing_out_ends_the_binding_too() throws Exception {
        var session = register(browser.signIn("ann", PASSWORD)).text("session_identifier");
        var copy = browser.copy();

        assertThat(browser.delete("/session", browser.csrfToken()).status()).isEqualTo(204);

        assertThat(browser.cookie(DEVICE_COOKIE)).isEmpty();
        browser = copy;
        assertThat(refresh(session, proof(key, "any", false)).json())
                .containsEntry("session_identifier", session)
                .containsEntry("continue", false);
    }

    private Answer register(Answer signIn) throws JOSEException {
        return post(
                "/dbsc/register",
                Map.of("Secure-Session-Response", quoted(proof(key, challenge(signIn), true))));
    }

    private int registered(String proof) {
        return post("/dbsc/register", Map.of("Secure-Session-Response", quoted(proof))).status();
    }

    private Answer refresh(String session, String proof) {
        return post(
                "/dbsc/refresh",
                Map.of(
                        "Sec-Secure-Session-Id",
                        quoted(session),
                        "Secure-Session-Response",
                        quoted(proof)));
    }

    private String challenged(String session) {
        var answer = post("/dbsc/refresh", Map.of("Sec-Secure-Session-Id", quoted(session)));
        assertThat(answer.status()).isEqualTo(403);
        var line = answer.header("Secure-Session-Challenge");
        return line.substring(1, line.indexOf('"', 1));
    }

    private Answer post(String path, Map<String, String> headers) {
        return browser.send(
                path,
                builder -> {
                    headers.forEach(builder::header);
                    return builder.POST(noBody());
                });
    }

    private static boolean isSignedIn(Browser one) {
        return Boolean.TRUE.equals(one.get("/session").json().get("authenticated"));
    }

    private static String challenge(Answer signIn) {
        var found = CHALLENGE.matcher(signIn.header("Secure-Session-Registration"));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static String proof(ECKey key, String challenge, boolean withKey) throws JOSEException {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256).type(new JOSEObjectType("dbsc+jwt"));
        if (withKey) {
            header.jwk(key.toPublicJWK());
        }
        var proof = new JWSObject(header.build(), new Payload(Map.of("jti", challenge)));
        proof.sign(new ECDSASigner(key));
        return proof.serialize();
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
