package dev.mintmark.server.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.server.client.ClientStore.Registered;
import dev.mintmark.server.event.Witness;
import dev.mintmark.server.fault.CannotStart;
import dev.mintmark.server.fixture.AClient;
import dev.mintmark.server.fixture.AFamily;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.fixture.Together;
import dev.mintmark.server.key.KeyState;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.testing.postgres.PostgresDatabase;
import dev.mintmark.testing.postgres.PostgresForTests;
import dev.mintmark.verifier.jose.Algorithm;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// The database on the server: it outlives the process, nodes share it, and what cannot be used is
/// refused with a sentence.
class PostgresDatabaseTest {
    private final PostgresDatabase database = PostgresForTests.database();

    @Test
    void a_reopened_database_has_everything_that_was_acknowledged() {
        var family = AFamily.ofAlice().build();
        var client = AClient.named("web").build();
        try (var store = open()) {
            store.accounts().add(Some.account("alice"), Some.name("alice"));
            store.clients().add(new Registered(client, Optional.of(new byte[] {1})));
            store.families().open(family, 0);
            store.deniedTokens()
                    .deny("t1", MovableClock.START, EndReason.REVOKED, MovableClock.START);
            Some.put(store.keys(), Some.keyRecord("k1", Algorithm.ES256, KeyState.SIGNING));
            store.sealedSecrets().putIfAbsent("pepper", new byte[] {7});
            store.adminKeys().add(Some.adminKey("first"), new byte[] {8}, Witness.silent());
        }

        try (var store = open()) {
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
    void the_time_of_a_store_is_that_of_its_database() throws Exception {
        var millis = "select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)";
        try (var store = open()) {
            long before = number(millis);
            long now = store.clock().instant().toEpochMilli();
            long after = number(millis);

            // Counted on from a look that took up to half a second.
            assertThat(now).isBetween(before - 500, after + 500);
        }
    }

    @Test
    void nodes_that_start_at_once_on_an_empty_database_all_start() throws Exception {
        var stores = Together.run(6, this::open);

        assertThat(stores).allMatch(PostgresStore::isReachable);
        stores.forEach(PostgresStore::close);
        assertThat(number("select count(*) from mintmark_schema")).isEqualTo(1);
    }

    @Test
    void a_database_of_a_newer_version_is_left_alone() {
        open().close();
        database.run("update mintmark_schema set version = 1000");

        assertCannotStart(address(Map.of()), "schema version 1000");
    }

    @Test
    void the_database_of_another_program_is_left_alone() throws SQLException {
        database.run("create table account (id integer)");

        assertCannotStart(address(Map.of()), "another program");

        assertThat(number("select count(*) from pg_tables where schemaname = 'public'"))
                .as("a failed start leaves no table but the one with the version")
                .isEqualTo(2);
    }

    @Test
    void a_schema_of_its_own_will_do() throws SQLException {
        database.run("create table account (id integer)");
        database.run("create schema mintmark");

        try (var store =
                PostgresStore.open(
                        address(Map.of("currentSchema", "mintmark")), InstantSource.system())) {
            store.accounts().add(Some.account("alice"), Some.name("alice"));
        }

        assertThat(number("select count(*) from mintmark.account")).isEqualTo(1);
    }

    @Test
    void a_user_who_may_not_make_tables_is_told_so() {
        var other = PostgresForTests.database();

        assertCannotStart(
                new PostgresAddress(
                        "127.0.0.1:" + database.port(),
                        database.name(),
                        Optional.of(other.role()),
                        Optional.of(other.password()),
                        Map.of(),
                        6,
                        true),
                "may not make tables");
    }

    @Test
    void a_wrong_password_is_told_and_not_shown() {
        assertCannotStart(
                new PostgresAddress(
                        "127.0.0.1:" + database.port(),
                        database.name(),
                        Optional.of(database.role()),
                        Optional.of("hunter2"),
                        Map.of(),
                        6,
                        true),
                "refused the user or the password");
    }

    @Test
    void a_database_that_does_not_exist_is_told() {
        assertCannotStart(
                new PostgresAddress(
                        "127.0.0.1:" + database.port(),
                        "nowhere",
                        Optional.of(database.role()),
                        Optional.of(database.password()),
                        Map.of(),
                        6,
                        true),
                "no database of that name");
    }

    @Test
    void where_nobody_listens_the_start_says_so() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertCannotStart(
                new PostgresAddress(
                        "127.0.0.1:" + port,
                        "mintmark",
                        Optional.of("mintmark"),
                        Optional.of("hunter2"),
                        Map.of(),
                        6,
                        true),
                "nobody answers there");
    }

    @Test
    void a_parameter_with_a_typing_error_does_not_pass_in_silence() {
        assertCannotStart(address(Map.of("sslmod", "hunter2")), "sslmod");
    }

    @Test
    void words_of_libpq_are_understood() {
        var parameters =
                Map.of(
                        "application_name", "node-1",
                        "connect_timeout", "3",
                        "target_session_attrs", "read-write");

        try (var store = PostgresStore.open(address(parameters), InstantSource.system())) {
            assertThat(store.isReachable()).isTrue();
        }
    }

    /// An operator may trade safety for speed where a lost commit is only a nuisance. A lost
    /// revocation is more than that.
    @Test
    void a_careless_default_does_not_make_a_commit_careless() throws SQLException {
        database.run("alter database %s set synchronous_commit = off".formatted(database.name()));

        try (var pool = new Pool(address(Map.of()), 2, () -> {})) {
            Optional<String> setting =
                    pool.read(sql -> sql.first("show synchronous_commit", row -> row.getString(1)));
            assertThat(setting).contains("on");
        }
    }

    /// An update that cannot stay on its page, or has to touch an index, costs several times as
    /// much.
    @Test
    void a_refresh_changes_a_row_where_it_lies() throws Exception {
        try (var store = open()) {
            store.accounts().add(Some.account("alice"), Some.name("alice"));
            var family = AFamily.ofAlice().build();
            store.families().open(family, 0);
            for (int i = 0; i < 50; i++) {
                Refreshing.advance(store.families(), family.id());
            }
        }

        assertThat(number("select sum(n_tup_upd - n_tup_hot_upd) from pg_stat_user_tables"))
                .isZero();
        assertThat(number("select n_tup_hot_upd from pg_stat_user_tables where relname = 'family'"))
                .isEqualTo(50);
    }

    private PostgresStore open() {
        return PostgresStore.open(address(Map.of()), InstantSource.system());
    }

    private PostgresAddress address(Map<String, String> parameters) {
        return Databases.address(database, parameters);
    }

    private long number(String query) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    private static void assertCannotStart(PostgresAddress address, String why) {
        assertThatThrownBy(() -> PostgresStore.open(address, InstantSource.system()).close())
                .isInstanceOf(CannotStart.class)
                .message()
                .contains(why)
                .endsWith(".")
                .doesNotContain("Exception", "ERROR", "\n", "hunter2");
    }
}
