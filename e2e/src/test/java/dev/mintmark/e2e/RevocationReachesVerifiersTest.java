package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.testing.postgres.PostgresForTests;
import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.revocation.RevocationFeed;
import dev.mintmark.verifier.revocation.StalePolicy;
import dev.mintmark.verifier.revocation.StreamAccess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A token that was revoked at the authority is refused by a service that asks nobody: the verifier
/// library, attached to a real authority.
@Timeout(300)
class RevocationReachesVerifiersTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String MASTER_KEY = "yL0sUqZ3vTt7m1Kc9XbRr5GdHf2JwPoNeAa8Qi6EuYg";
    private static final String ADMIN_KEY = "an-admin-key-that-is-long-enough-for-anybody";

    @TempDir private Path folder;

    @Test
    void a_service_that_only_reads_lists_refuses_a_session_that_has_ended() {
        try (var authority = AuthorityProcess.serve(DataFolders.startedOnce(folder))) {
            authority.admin().addUser("ann", PASSWORD);
            var keys = KeySource.discoveredFrom(authority.issuer());
            var living = authority.caller().signIn("ann", PASSWORD);
            var ended = authority.caller().signIn("ann", PASSWORD);
            var before = authority.caller().get("/status/1").header("ETag");
            revokeSession(new Held(authority.caller(), ended));
            Eventually.holds(
                    () -> !authority.caller().get("/status/1").header("ETag").equals(before));
            var feed = RevocationFeed.forIssuer(authority.issuer(), keys, StalePolicy.FAIL_CLOSED);
            feed.start();
            try (var service =
                    Verifier.forIssuer(authority.issuer(), "api", keys).withRevocations(feed)) {
                Eventually.holds(() -> isTrusted(service, living));

                assertThat(isRevoked(service, ended)).isTrue();
            }
        }
    }

    @ParameterizedTest // Also where the database is not allowed to wake anybody.
    @ValueSource(strings = {"on", "off"})
    void what_one_node_revokes_is_refused_by_a_service_attached_to_another(String notify)
            throws Exception {
        var database = PostgresForTests.database();
        var issuer = URI.create("http://localhost:1");
        try (var one = node(database.url(), issuer, notify, 1);
                var other = node(database.url(), issuer, notify, 2)) {
            var caller = new Caller(address(one));
            var admin = new Admin(caller, ADMIN_KEY);
            admin.addUser("ann", PASSWORD);
            var secret = admin.addClient("orders", "api", "ES256");
            try (var service = listening(issuer, address(other), secret)) {
                var signedIn = caller.signIn("ann", PASSWORD);
                Eventually.holds(() -> isTrusted(service, signedIn));

                revokeSession(new Held(caller, signedIn));

                Eventually.holds(() -> isRevoked(service, signedIn));
            }
        }
    }

    /// A service that hears of revocations from the authority at this address. Nobody serves lists
    /// at the issuer's own name where that is not an address.
    private static Verifier listening(URI issuer, URI address, String secret) {
        var keys = KeySource.atUrl(URI.create(address + "/.well-known/jwks.json"));
        var feed =
                RevocationFeed.forIssuer(issuer, keys, StalePolicy.FAIL_OPEN_UNTIL_EXP)
                        .withStreamAt(
                                URI.create(address + "/revocations/stream"),
                                StreamAccess.client("orders", secret));
        feed.start();
        // What ended before that is said by lists only.
        Eventually.holds(() -> feed.state().streamOpen());
        return Verifier.forIssuer(issuer, "api", keys).withRevocations(feed);
    }

    private AuthorityProcess node(String database, URI issuer, String notify, int number) {
        return AuthorityProcess.serve(
                folder.resolve("node" + number),
                Map.of(
                        "MINTMARK_ISSUER", issuer.toString(),
                        "MINTMARK_DATABASE_URL", database,
                        "MINTMARK_DATABASE_NOTIFY", notify,
                        "MINTMARK_MASTER_KEY", MASTER_KEY,
                        "MINTMARK_ADMIN_KEY", ADMIN_KEY));
    }

    private static URI address(AuthorityProcess node) {
        try {
            return URI.create(Files.readString(node.data().resolve("endpoint")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Held(Caller caller, Answer signedIn) {}

    private void revokeSession(Held held) {
        var token = held.signedIn().text("refresh_token");
        assertThat(held.caller().form("/oauth2/revoke", "token", token).status()).isEqualTo(200);
    }

    private static boolean isTrusted(Verifier service, Answer signedIn) {
        return service.verify(signedIn.text("access_token")) instanceof Verdict.Trusted;
    }

    private static boolean isRevoked(Verifier service, Answer signedIn) {
        return service.verify(signedIn.text("access_token"))
                        instanceof Verdict.Refused(var reason, _)
                && reason == Reason.REVOKED;
    }
}
