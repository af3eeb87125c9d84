package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;

import dev.mintmark.testing.postgres.PostgresForTests;
import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.revocation.RevocationFeed;
import dev.mintmark.verifier.revocation.StalePolicy;
import dev.mintmark.verifier.revocation.StreamAccess;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;

/// Whatever it is that ends a token, a service that listens hears of it and refuses the token. Told
/// by each engine in which the authority keeps what it knows.
@Timeout(300)
class EveryCauseReachesVerifiersTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String ADMIN_KEY = "an-admin-key-that-is-long-enough-for-anybody";
    private static final String OTHER = "battery staple correct";

    @TempDir private Path folder;

    enum Engine {
        SQLITE,
        POSTGRES;

        Map<String, String> settings() {
            return switch (this) {
                case SQLITE -> Map.of();
                case POSTGRES ->
                        Map.of(
                                "MINTMARK_DATABASE_URL",
                                PostgresForTests.database().url(),
                                // Not that of the data directory, which belongs to its own file.
                                "MINTMARK_ADMIN_KEY",
                                ADMIN_KEY);
            };
        }
    }

    /// Why a token dies before its time.
    enum Cause {
        REFRESH_TOKEN_REVOKED,
        SIGNED_OUT_EVERYWHERE,
        SIGNED_OUT_FROM_ANOTHER_DEVICE,
        OTHER_DEVICES_SIGNED_OUT,
        LEAKED,
        REUSE,
        SESSION_ENDED_BY_ADMIN,
        SESSION_REVOKED_BY_ADMIN,
        PASSWORD_CHANGED,
        PASSWORD_SET_BY_ADMIN,
        TOKEN_DENIED,
        TOKEN_SHOWN_TO_ADMIN,
        TOKEN_DENIED_BY_ID,
        CUT_OFF,
        SESSIONS_OF_ONE_REVOKED,
        EVERYBODY_CUT_OFF,
        DISABLED,
        KEY_REVOKED
    }

    @ParameterizedTest
    @EnumSource
    void a_service_that_listens_refuses_what_died_of_any_cause(Engine engine) throws Exception {
        try (var authority =
                AuthorityProcess.serve(DataFolders.startedOnce(folder), engine.settings())) {
            var admin = admin(authority, engine);
            var secret = admin.addClient("orders", "api", "ES256");
            try (var service = listening(authority, secret)) {
                for (var cause : Cause.values()) {
                    admin.addUser(cause.name(), PASSWORD);
                    var signedIn = authority.caller().signIn(cause.name(), PASSWORD);
                    Eventually.holds(() -> reason(service, signedIn).isEmpty());

                    bringAbout(cause, signedIn, authority, admin);

                    // A key that is gone may be missed before it is known to be revoked.
                    var expected =
                            cause == Cause.KEY_REVOKED
                                    ? Set.of("REVOKED", "UNKNOWN_KID")
                                    : Set.of("REVOKED");
                    Eventually.holds(() -> expected.contains(reason(service, signedIn)));
                }
            }
        }
    }

    private static void bringAbout(
            Cause cause, Answer signedIn, AuthorityProcess authority, Admin admin)
            throws ParseException {
        var caller = authority.caller();
        var access = SignedJWT.parse(signedIn.text("access_token"));
        var claims = access.getJWTClaimsSet();
        var refresh = signedIn.text("refresh_token");
        var name = cause.name();
        switch (cause) {
            case REFRESH_TOKEN_REVOKED ->
                    done(200, caller.form("/oauth2/revoke", "token", refresh));
            case TOKEN_DENIED ->
                    done(200, caller.form("/oauth2/revoke", "token", access.serialize()));
            case SIGNED_OUT_EVERYWHERE -> {
                var browser = new Browser(authority.issuer());
                browser.signIn(name, PASSWORD);
                done(204, browser.delete("/session?everywhere=true", browser.csrfToken()));
            }
            case SIGNED_OUT_FROM_ANOTHER_DEVICE -> {
                var other = caller.signIn(name, PASSWORD).text("access_token");
                var path = "/v1/me/sessions/" + claims.getStringClaim("sid");
                done(204, caller.bearer(other).delete(path));
            }
            case OTHER_DEVICES_SIGNED_OUT -> {
                var other = caller.signIn(name, PASSWORD).text("access_token");
                done(200, caller.bearer(other).delete("/v1/me/sessions"));
            }
            case LEAKED ->
                    done(
                            202,
                            caller.json(
                                    "/leak-report",
                                    "{\"credentials\":[\"%s\"]}".formatted(refresh)));
            case REUSE -> {
                var second = caller.refresh(refresh).text("refresh_token");
                done(200, caller.refresh(second));
                done(400, caller.refresh(refresh));
            }
            case SESSION_ENDED_BY_ADMIN ->
                    done(
                            204,
                            admin.caller()
                                    .delete("/admin/v1/sessions/" + claims.getStringClaim("sid")));
            case SESSION_REVOKED_BY_ADMIN ->
                    done(200, admin.revoke("session", claims.getStringClaim("sid")));
            case PASSWORD_CHANGED -> {
                var browser = new Browser(authority.issuer());
                browser.signIn(name, PASSWORD);
                var token = Browser.formToken(browser.get("/account"));
                done(
                        200,
                        browser.form(
                                "/account/password",
                                "csrf_token",
                                token,
                                "password",
                                PASSWORD,
                                "new_password",
                                OTHER));
            }
            case PASSWORD_SET_BY_ADMIN -> done(204, admin.setPassword(name, OTHER));
            case TOKEN_SHOWN_TO_ADMIN -> done(200, admin.revoke("token", access.serialize()));
            case TOKEN_DENIED_BY_ID -> done(200, admin.revoke("jti", claims.getJWTID()));
            case CUT_OFF -> done(200, admin.revoke("user", name));
            case SESSIONS_OF_ONE_REVOKED ->
                    done(
                            200,
                            admin.caller()
                                    .json(
                                            "/admin/v1/sessions/revoke-all",
                                            "{\"user\":\"%s\"}".formatted(name)));
            case EVERYBODY_CUT_OFF ->
                    done(200, admin.caller().json("/admin/v1/revocations", "{\"everybody\":true}"));
            case DISABLED -> done(200, admin.disable(name));
            case KEY_REVOKED ->
                    done(
                            200,
                            admin.caller()
                                    .json(
                                            "/admin/v1/keys/%s/revoke"
                                                    .formatted(access.getHeader().getKeyID()),
                                            "{}"));
        }
    }

    private static void done(int status, Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    private static Admin admin(AuthorityProcess authority, Engine engine) {
        return engine == Engine.SQLITE
                ? authority.admin()
                : new Admin(authority.caller(), ADMIN_KEY);
    }

    private static Verifier listening(AuthorityProcess authority, String secret) {
        var issuer = authority.issuer();
        var keys = KeySource.discoveredFrom(issuer);
        var feed =
                RevocationFeed.forIssuer(issuer, keys, StalePolicy.FAIL_CLOSED)
                        .withStream(StreamAccess.client("orders", secret));
        feed.start();
        return Verifier.forIssuer(issuer, "api", keys).withRevocations(feed);
    }

    /// Why the access token is refused; empty when it is trusted.
    private static String reason(Verifier service, Answer signedIn) {
        return switch (service.verify(signedIn.text("access_token"))) {
            case Verdict.Trusted _ -> "";
            case Verdict.Refused(Reason reason, var _) -> reason.name();
            case Verdict.Unavailable unavailable -> unavailable.cause().name();
        };
    }
}
