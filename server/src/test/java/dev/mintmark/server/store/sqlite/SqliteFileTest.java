package dev.mintmark.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.server.client.ClientStore.Registered;
import dev.mintmark.server.event.Witness;
import dev.mintmark.server.fault.CannotStart;
import dev.mintmark.server.fixture.AClient;
import dev.mintmark.server.fixture.AFamily;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.key.KeyState;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.verifier.jose.Algorithm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;

/// The file: what is in it outlives the process, and what cannot be used is refused with a
/// sentence.
class SqliteFileTest {
    private static final int PAGE = 4096;

    @TempDir private Path folder;

    @Test
    void a_reopened_database_has_everything_that_was_acknowledged() {
        var family = AFamily.ofAlice().build();
        var client = AClient.named("web").build();
        try (var store = SqliteStore.open(file(), new MovableClock())) {
            store.accounts().add(Some.account("alice"), Some.name("alice"));
            store.clients().add(new Registered(client, Optional.of(new byte[] {1})));
            store.families().open(family, 0);
            store.deniedTokens()
                    .deny("t1", MovableClock.START, EndReason.REVOKED, MovableClock.START);
            Some.put(store.keys(), Some.keyRecord("k1", Algorithm.ES256, KeyState.SIGNING));
            store.sealedSecrets().putIfAbsent("pepper", new byte[] {7});
            store.adminKeys().add(Some.adminKey("first"), new byte[] {8}, Witness.silent());
        }

        try (var store = SqliteStore.open(file(), new MovableClock())) {
            assertThat(store.accounts().find(Some.name("alice"))).contains(Some.account("alice"));
            assertThat(store.clients().list("", Optional.empty(), 10)).containsExactly(client);
            assertThat(store.families().find(family.id()).orElseThrow().family())
                    .usingRecursiveComparison()
                    .isEqualTo(family);
            assertThat(store.deniedTokens().isDenied("t1", MovableClock.START)).isTrue();
            assertThat(store.keys().read().keys()).hasSize(1);
            assertThat(store.sealedSecrets().find("pepper")).isPresent();
            assertThat(store.adminKeys().find(new byte[] {8})).isPresent();
        }
    }

    @Test
    void a_copy_of_the_files_of_a_running_database_has_everything_too() throws IOException {
        var copy = Files.createDirectory(folder.resolve("copy"));
        try (var store = SqliteStore.open(file(), new MovableClock())) {
            for (int i = 0; i < 50; i++) {
                store.accounts().add(Some.account("user" + i), Some.name("user" + i));
            }
            for (String suffix : new String[] {"", "-wal"}) {
                Files.copy(
                        folder.resolve("mintmark.db" + suffix),
                        copy.resolve("mintmark.db" + suffix));
            }
        }

        try (var store = SqliteStore.open(copy.resolve("mintmark.db"), new MovableClock())) {
            assertThat(store.accounts().list("", Optional.empty(), 100)).hasSize(50);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"what?journal_mode=off", "100% #1", "späße & blanks", "a;b"})
    void any_folder_name_will_do(String name) throws IOException {
        var odd = Files.createDirectory(folder.resolve(name));

        try (var store = SqliteStore.open(odd.resolve("mintmark.db"), new MovableClock())) {
            assertThat(store.isReachable()).isTrue();
        }

        assertThat(odd.resolve("mintmark.db")).isNotEmptyFile();
    }

    @Test
    void an_empty_file_becomes_a_database() throws IOException {
        Files.createFile(file());

        try (var store = SqliteStore.open(file(), new MovableClock())) {
            assertThat(store.isReachable()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 1_000, -1})
    void a_database_of_another_version_is_left_alone(int version) throws SQLException {
        SqliteStore.open(file(), new MovableClock()).close();
        run("pragma user_version = " + version);

        assertCannotStart(file(), version < 0 ? "another program" : "schema version " + version);
    }

    @Test
    void the_database_of_another_program_is_left_alone() throws SQLException {
        run("create table account (id integer)");

        assertCannotStart(file(), "another program");
    }

    @Test
    void a_file_that_is_no_database_is_left_alone() throws IOException {
        byte[] letter = "Dear database,\n".repeat(1_000).getBytes(UTF_8);
        Files.write(file(), letter);

        assertCannotStart(file(), "damaged or not a database");
        assertThat(file()).hasBinaryContent(letter);
    }

    @Test
    void random_bytes_are_no_database() throws IOException {
        Files.write(file(), Some.bytes(10 * PAGE));

        assertCannotStart(file(), "damaged or not a database");
    }

    @Test
    void a_database_that_was_cut_off_is_damaged() throws IOException {
        fill();
        byte[] whole = Files.readAllBytes(file());

        for (int kept : new int[] {PAGE / 2, PAGE, whole.length / PAGE / 2 * PAGE + 17}) {
            Files.write(file(), Arrays.copyOf(whole, kept));
            assertCannotStart(file(), "damaged");
        }
    }

    @Test
    void every_single_page_of_garbage_is_found() throws IOException {
        fill();
        byte[] whole = Files.readAllBytes(file());

        for (int page = 0; page < whole.length / PAGE; page++) {
            Files.write(file(), whole);
            try (var bytes = new RandomAccessFile(file().toFile(), "rw")) {
                bytes.seek((long) page * PAGE);
                bytes.write(Some.bytes(PAGE));
            }
            assertCannotStart(file(), "damaged");
        }
    }

    @Test
    void a_path_below_a_file_cannot_be_opened() throws IOException {
        var regular = Files.createFile(folder.resolve("regular"));

        assertCannotStart(regular.resolve("mintmark.db"), "cannot be opened");
    }

    @Test
    void a_folder_is_not_a_file() throws IOException {
        assertCannotStart(Files.createDirectory(file()), "cannot be opened");
    }

    private void assertCannotStart(Path database, String why) {
        assertThatThrownBy(() -> SqliteStore.open(database, new MovableClock()).close())
                .isInstanceOf(CannotStart.class)
                .message()
                .contains(why)
                .endsWith(".")
                .doesNotContain("SQLITE", "Exception", "\n");
    }

    private void fill() {
        try (var store = SqliteStore.open(file(), new MovableClock())) {
            for (int i = 0; i < 200; i++) {
                store.accounts().add(Some.account("user" + i, "role" + i), Some.name("user" + i));
                store.families().open(AFamily.of("user" + i).build(), 0);
            }
        }
    }

    private void run(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var made = connection.createStatement()) {
            made.execute(statement);
        }
    }

    private Path file() {
        return folder.resolve("mintmark.db");
    }
}
