package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.key.MasterKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Where the master key comes from, and how it is changed while everything runs.
@Timeout(300)
class MasterKeyTest {
    private static final String PASSWORD = "correct horse battery";

    @TempDir private Path folder;

    @Test
    void a_helper_hands_over_the_master_key() throws Exception {
        var key = fresh();
        var where = Files.writeString(folder.resolve("kept elsewhere"), key + "\n");
        var helper = "exec:[\"cat\", \"%s\"]".formatted(where);

        try (var authority =
                AuthorityProcess.serve(
                        folder.resolve("d"), Map.of("MINTMARK_MASTER_KEY", helper))) {
            assertThat(fingerprints(status(authority))).containsExactly(fingerprint(key));
            assertThat(authority.data().resolve("master.key")).doesNotExist();
            assertThat(authority.log()).doesNotContain(key);
        }
    }

    @Test
    void a_helper_that_fails_stops_the_start_with_one_sentence() throws Exception {
        var data = DataFolders.startedOnce(folder);

        var run =
                new Mint()
                        .with("MINTMARK_MASTER_KEY", "exec:false --secret hunter2")
                        .run("serve", "--port", "0", "--data", data.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines())
                .containsExactly(
                        "mintmark: MINTMARK_MASTER_KEY: the program false ended with 1; run it by"
                                + " hand to see why.");
    }

    @Test
    void the_master_key_changes_while_tokens_are_issued_and_verified() throws Exception {
        var data = DataFolders.startedOnce(folder);
        var file = data.resolve("master.key");
        var old = Files.readString(file).strip();
        var next = fresh();
        try (var authority = AuthorityProcess.serve(data)) {
            authority.admin().addUser("ann", PASSWORD);
            var secret = authority.admin().addClient("svc", "api", "ES256");
            var traffic = new Traffic(authority, secret);
            var worker = Thread.ofVirtual().start(traffic);
            traffic.flows.await();

            Files.writeString(file, old + "\n" + next + "\n");
            var rotated = new Mint().on(data).run("master-key", "rotate");
            var before = traffic.done.get();
            Eventually.holds(() -> traffic.done.get() > before + 5);
            traffic.stop.set(true);
            worker.join();

            assertThat(rotated.exitCode()).as(rotated.err()).isZero();
            assertThat(rotated.err()).contains("under the master key " + fingerprint(next));
            assertThat(traffic.failures.get()).isZero();
            assertThat(openers(status(authority))).containsOnly(List.of(fingerprint(next)));
            assertThat(authority.log()).contains("master key rotated").doesNotContain(next);
        }
        var oldAlone =
                new Mint()
                        .with("MINTMARK_MASTER_KEY", old)
                        .run("serve", "--port", "0", "--data", data.toString());
        assertThat(oldAlone.exitCode()).isEqualTo(1);
        assertThat(oldAlone.err()).contains("does not open this database");

        Files.writeString(file, next + "\n");
        try (var again = AuthorityProcess.serve(data)) {
            assertThat(again.caller().signIn("ann", PASSWORD).status()).isEqualTo(200);
        }
    }

    @Test
    void without_a_new_key_the_command_says_what_to_do() throws Exception {
        var data = DataFolders.startedOnce(folder);

        var run = new Mint().on(data).run("master-key", "rotate");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("add the new one below it");
    }

    @Test
    void the_status_shows_to_a_person_what_opens_with_what() throws Exception {
        var data = DataFolders.startedOnce(folder);

        var run = new Mint().on(data).run("master-key", "status");

        var fingerprint = fingerprint(Files.readString(data.resolve("master.key")).strip());
        assertThat(run.exitCode()).as(run.err()).isZero();
        var opened = run.out().lines().filter(line -> line.endsWith(fingerprint)).toList();
        for (var secret : List.of("pepper 1", "refresh 1", "audit key 1")) {
            assertThat(opened).filteredOn(line -> line.contains(secret)).hasSize(1);
        }
        assertThat(opened).filteredOn(line -> line.startsWith("signing_key")).hasSize(2);
        assertThat(run.out()).contains(fingerprint + "  yes");
    }

    @Test
    void the_admin_key_and_the_password_of_the_database_may_come_from_a_helper() throws Exception {
        var data = folder.resolve("d");
        var key = "an-admin-key-that-is-long-enough-for-anybody";
        var helper =
                Files.createFile(
                        folder.resolve("helper"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        Files.writeString(helper, "#!/bin/sh\necho " + key + "\n");
        var environment = Map.of("MINTMARK_ADMIN_KEY", "exec:" + helper);

        try (var authority = AuthorityProcess.serve(data, environment)) {
            assertThat(authority.caller().bearer(key).get("/admin/v1/users").status())
                    .isEqualTo(200);
            var config = Files.writeString(folder.resolve("m.yaml"), "admin-key: exec:" + helper);
            var run = new Mint().on(data).run("user", "list", "--config", config.toString());
            assertThat(run.exitCode()).as(run.err()).isZero();
        }
    }

    /// Signs in, refreshes, and has the token looked at, until it is told to stop.
    private static final class Traffic implements Runnable {
        private final Caller application;
        private final Caller service;
        private final AtomicBoolean stop = new AtomicBoolean();
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicInteger failures = new AtomicInteger();
        private final CountDownLatch flows = new CountDownLatch(5);

        Traffic(AuthorityProcess authority, String secret) {
            application = authority.caller();
            service = application.basic("svc", secret);
        }

        @Override
        public void run() {
            var tokens = application.signIn("ann", PASSWORD);
            while (!stop.get()) {
                tokens = application.refresh(tokens.text("refresh_token"));
                var looked = service.introspect(tokens.text("access_token"));
                if (tokens.status() != 200 || !looked.body().contains("\"active\":true")) {
                    failures.incrementAndGet();
                }
                done.incrementAndGet();
                flows.countDown();
            }
        }
    }

    private static Answer status(AuthorityProcess authority) {
        return authority.admin().caller().get("/admin/v1/master-key");
    }

    private static List<Object> fingerprints(Answer status) {
        return members(status, "master_keys", "fingerprint");
    }

    private static List<Object> openers(Answer status) {
        return members(status, "sealed", "opens_with");
    }

    private static List<Object> members(Answer status, String list, String member) {
        var found = new ArrayList<Object>();
        for (var thing : (List<?>) status.json().get(list)) {
            found.add(((Map<?, ?>) thing).get(member));
        }
        return found;
    }

    private static String fresh() {
        return MasterKey.random(new SecureRandom()).revealAsText();
    }

    private static String fingerprint(String key) {
        return MasterKey.parse(key).orElseThrow().fingerprint();
    }
}
