package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.testing.postgres.Durability;
import dev.mintmark.testing.postgres.PostgresDatabase;
import dev.mintmark.testing.postgres.PostgresForTests;
import dev.mintmark.testing.postgres.PostgresServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Several authorities over one PostgreSQL are one authority.
@Timeout(300)
class ClusterTest {
    private static final String ISSUER = "https://id.example.com";
    private static final String MASTER_KEY = "yL0sUqZ3vTt7m1Kc9XbRr5GdHf2JwPoNeAa8Qi6EuYg";
    private static final String ADMIN_KEY = "an-admin-key-that-is-long-enough-for-anybody";
    private static final String PASSWORD = "correct horse battery";

    @TempDir private Path folder;

    @Test
    void nodes_that_first_start_at_once_agree_on_every_secret() throws Exception {
        var database = PostgresForTests.database();
        var number = new AtomicInteger();
        var nodes = AtOnce.run(2, () -> node(database, number.incrementAndGet()));
        try {
            assertThat(nodes)
                    .extracting(node -> caller(node).get("/.well-known/jwks.json").body())
                    .containsOnly(caller(nodes.getFirst()).get("/.well-known/jwks.json").body());
            var first = caller(nodes.get(0));
            var second = caller(nodes.get(1));
            new Admin(first, ADMIN_KEY).addUser("ann", PASSWORD);
            var secret = new Admin(second, ADMIN_KEY).addClient("service", "api", "ES256");

            var signedIn = second.signIn("ann", PASSWORD);
            var refreshed = first.refresh(signedIn.text("refresh_token"));

            assertThat(refreshed.status()).as(refreshed.body()).isEqualTo(200);
            assertThat(
                            first.basic("service", secret)
                                    .introspect(refreshed.text("access_token"))
                                    .body())
                    .contains("\"active\":true");
        } finally {
            nodes.forEach(AuthorityProcess::close);
        }
    }

    @Test
    void a_session_is_one_session_whichever_node_is_asked() throws Exception {
        var database = PostgresForTests.database();
        try (var one = node(database, 1);
                var other = node(database, 2)) {
            new Admin(caller(one), ADMIN_KEY).addUser("ann", PASSWORD);
            var parent = caller(one).signIn("ann", PASSWORD).text("refresh_token");

            var turn = new AtomicInteger();
            var answers =
                    AtOnce.run(
                            8,
                            () ->
                                    caller(turn.getAndIncrement() % 2 == 0 ? one : other)
                                            .refresh(parent));

            assertThat(answers).extracting(Answer::status).containsOnly(200);
            var child = answers.getFirst().text("refresh_token");
            assertThat(answers)
                    .extracting(answer -> answer.text("refresh_token"))
                    .containsOnly(child);

            assertThat(caller(one).form("/oauth2/revoke", "token", child).status()).isEqualTo(200);
            assertThat(caller(other).refresh(child).error()).isEqualTo("invalid_grant");
        }
    }

    @Test
    void when_the_database_dies_callers_are_told_and_when_it_is_back_all_goes_on()
            throws Exception {
        try (var server = PostgresServer.start(Durability.FULL);
                var node = node(server.newDatabase(), 1)) {
            var caller = caller(node);
            new Admin(caller, ADMIN_KEY).addUser("ann", PASSWORD);
            var token = caller.signIn("ann", PASSWORD).text("refresh_token");

            server.kill();

            for (var answer :
                    List.of(
                            caller.refresh(token),
                            caller.signIn("ann", PASSWORD),
                            caller.bearer(ADMIN_KEY).get("/admin/v1/users"),
                            caller.get("/health/ready"))) {
                assertThat(answer.status()).as(answer.body()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            }
            assertThat(caller.get("/health/live").status()).isEqualTo(200);
            assertThat(caller.get("/.well-known/jwks.json").status()).isEqualTo(200);

            server.start();

            var answer = caller.refresh(token);
            while (answer.status() == 503) {
                answer = caller.refresh(token);
            }
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(caller.get("/health/ready").status()).isEqualTo(200);
            assertThat(node.log()).doesNotContain("\"level\":\"error\"", "correct-horse");
        }
    }

    @Test
    void a_command_reaches_the_database_without_a_running_authority() throws Exception {
        var database = PostgresForTests.database();
        var mint =
                new Mint(environment(database), "")
                        .with("MINTMARK_DATA", folder.resolve("own").toString());

        var added = mint.typing(PASSWORD).run("user", "add", "ann", "--password-stdin");
        var listed = mint.run("user", "list");

        assertThat(added.exitCode()).as(added.err()).isZero();
        assertThat(listed.out()).contains("ann");
    }

    private AuthorityProcess node(PostgresDatabase database, int number) {
        return AuthorityProcess.serve(folder.resolve("node" + number), environment(database));
    }

    private static Map<String, String> environment(PostgresDatabase database) {
        return Map.of(
                "MINTMARK_ISSUER", ISSUER,
                "MINTMARK_DATABASE_URL", database.url(),
                "MINTMARK_MASTER_KEY", MASTER_KEY,
                "MINTMARK_ADMIN_KEY", ADMIN_KEY);
    }

    /// At the node itself: the issuer is the address of the load balancer, of which there is none.
    private static Caller caller(AuthorityProcess node) {
        try {
            var endpoint = Files.readString(node.data().resolve("endpoint")).strip();
            return new Caller(URI.create(endpoint));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
