package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// An authority that cannot start says why in one sentence, to a person, and leaves with the exit
/// code a supervisor can act on: 1 for what may be different next time, 2 for settings that will
/// not become right by trying again.
class FailingToStartTest {
    private static final String ANOTHER_MASTER_KEY = "yL0sUqZ3vTt7m1Kc9XbRr5GdHf2JwPoNeAa8Qi6EuYg";

    @TempDir private Path folder;

    @Test
    void on_a_data_directory_that_cannot_be_made() throws Exception {
        var file = Files.createFile(folder.resolve("file"));

        var run = serve(file.resolve("data"));

        assertOneSentence(run, 1, "data directory", file.toString());
    }

    @Test
    void on_a_data_directory_that_is_a_file() throws Exception {
        var file = Files.createFile(folder.resolve("file"));

        assertOneSentence(serve(file), 1, "data directory", file.toString());
    }

    @Test
    void on_a_port_that_is_taken() throws Exception {
        try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(holder.getLocalPort());

            var run =
                    new Mint()
                            .run("serve", "--port", port, "--data", folder.resolve("d").toString());

            assertOneSentence(run, 1, port, "in use");
        }
    }

    @Test
    void under_another_master_key() throws Exception {
        var data = DataFolders.startedOnce(folder);

        var run = new Mint().with("MINTMARK_MASTER_KEY", ANOTHER_MASTER_KEY).run(arguments(data));

        assertOneSentence(run, 1, "master key");
        assertThat(run.err()).doesNotContain(ANOTHER_MASTER_KEY);
    }

    @Test
    void under_another_master_key_or_with_swapped_ciphertexts_nothing_changes() throws Exception {
        var data = DataFolders.startedOnce(folder);
        var before = rows(data);

        new Mint().with("MINTMARK_MASTER_KEY", ANOTHER_MASTER_KEY).run(arguments(data));
        assertThat(rows(data)).isEqualTo(before);

        swapCiphertexts(data);
        var swapped = rows(data);
        assertThat(swapped).isNotEqualTo(before);
        assertOneSentence(serve(data), 1, "signing key", "does not open under this master key");
        assertThat(rows(data)).isEqualTo(swapped);
    }

    @Test
    void without_the_master_key_that_was_there() throws Exception {
        var data = DataFolders.startedOnce(folder);
        Files.delete(data.resolve("master.key"));

        assertOneSentence(serve(data), 1, "master key");
        assertThat(data.resolve("master.key"))
                .as("a key that opens nothing would only lead the operator astray")
                .doesNotExist();
    }

    @Test
    void with_a_master_key_file_that_holds_none() throws Exception {
        var data = DataFolders.startedOnce(folder);
        Files.writeString(data.resolve("master.key"), "hello\n");

        assertOneSentence(serve(data), 1, "master.key", "openssl rand");
    }

    @Test
    void on_a_database_whose_beginning_was_overwritten() throws Exception {
        var data = DataFolders.startedOnce(folder);
        overwrite(data.resolve("mintmark.db"), 0, 100);

        assertOneSentence(serve(data), 1, "mintmark.db", "damaged", "backup");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8})
    void on_a_database_with_garbage_in_the_middle(int page) throws Exception {
        var data = DataFolders.startedOnce(folder);
        overwrite(data.resolve("mintmark.db"), page * 4096, 4096);

        assertOneSentence(serve(data), 1, "mintmark.db", "damaged", "backup");
    }

    @Test
    void on_a_database_that_was_cut_short() throws Exception {
        var data = DataFolders.startedOnce(folder);
        try (var file = FileChannel.open(data.resolve("mintmark.db"), StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }

        assertOneSentence(serve(data), 1, "mintmark.db", "damaged");
    }

    @Test
    void without_the_database_server_it_was_told_of() throws Exception {
        int nobody;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }

        var run =
                new Mint()
                        .with(
                                "MINTMARK_DATABASE_URL",
                                "postgresql://mint:hunter2@127.0.0.1:%d/mint".formatted(nobody))
                        .run(arguments(folder.resolve("d")));

        assertOneSentence(run, 1, "postgresql://127.0.0.1:" + nobody + "/mint", "nobody answers");
        assertThat(run.err()).doesNotContain("hunter2");
        assertThat(folder.resolve("d/master.key")).doesNotExist();
    }

    @Test
    void with_a_database_parameter_that_means_nothing() throws Exception {
        var run =
                new Mint()
                        .with("MINTMARK_DATABASE_URL", "postgresql://127.0.0.1/mint?sslmod=require")
                        .run(arguments(folder.resolve("d")));

        assertOneSentence(run, 1, "sslmod");
    }

    @Test
    void beside_another_authority_on_the_same_directory() throws Exception {
        try (var first = AuthorityProcess.serve(DataFolders.startedOnce(folder))) {
            assertOneSentence(serve(first.data()), 1, "Another authority", first.data().toString());

            assertThat(first.data().resolve("endpoint")).exists();
            assertThat(first.caller().get("/health/ready").status()).isEqualTo(200);
        }
    }

    @Test
    void with_a_setting_nobody_knows() throws Exception {
        var run =
                new Mint()
                        .with("MINTMARK_ACCES_TOKEN_TTL", "5m")
                        .run(arguments(folder.resolve("d")));

        assertUnusable(run, "'MINTMARK_ACCES_TOKEN_TTL'", "'MINTMARK_ACCESS_TOKEN_TTL'");
        assertThat(folder.resolve("d")).doesNotExist();
    }

    @Test
    void for_the_world_without_a_master_key() throws Exception {
        var run =
                new Mint()
                        .with("MINTMARK_ISSUER", "https://id.example.com")
                        .run(arguments(folder.resolve("d")));

        assertUnusable(run, "MINTMARK_MASTER_KEY", "https://id.example.com");
    }

    @Test
    void with_several_wrong_settings_it_names_all_of_them() throws Exception {
        var run =
                new Mint()
                        .with("MINTMARK_ACCESS_TOKEN_TTL", "2 hours")
                        .with("MINTMARK_REFRESH_IDLE_TTL", "14")
                        .with("MINTMARK_ISSUER", "http://id.example.com")
                        .run("serve", "--port", "99999", "--data", folder.resolve("d").toString());

        assertUnusable(run, "ACCESS_TOKEN_TTL", "REFRESH_IDLE_TTL", "ISSUER", "99999");
    }

    @Test
    void from_a_file_that_is_not_there() throws Exception {
        var run = new Mint().run("serve", "--config", folder.resolve("none.yaml").toString());

        assertUnusable(run, "none.yaml");
    }

    private static Mint.Run serve(Path data) throws IOException, InterruptedException {
        return new Mint().run(arguments(data));
    }

    private static String[] arguments(Path data) {
        return new String[] {"serve", "--port", "0", "--data", data.toString()};
    }

    private static void assertOneSentence(Mint.Run run, int exitCode, String... words) {
        assertThat(run.err()).startsWith("mintmark: ").contains(words);
        assertThat(run.err().lines()).as(run.err()).hasSize(1);
        assertLeaves(run, exitCode);
    }

    private static void assertUnusable(Mint.Run run, String... words) {
        assertThat(run.err())
                .startsWith("mintmark: these settings cannot be used:")
                .contains(words);
        assertLeaves(run, 2);
    }

    private static void assertLeaves(Mint.Run run, int exitCode) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).doesNotContain("Exception", "\tat ", "dev.mintmark", "SQLITE_", "{");
    }

    /// Everything there is about keys, as text.
    private static List<String> rows(Path data) throws SQLException {
        try (var connection = DriverManager.getConnection(url(data));
                var statement = connection.createStatement()) {
            var rows = new ArrayList<String>();
            for (var table : List.of("signing_key", "sealed_secret", "key_ring")) {
                try (var found = statement.executeQuery("select * from " + table)) {
                    while (found.next()) {
                        var row = new StringBuilder(table);
                        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                            var value = found.getObject(i);
                            row.append(' ')
                                    .append(
                                            value instanceof byte[] bytes
                                                    ? HexFormat.of().formatHex(bytes)
                                                    : value);
                        }
                        rows.add(row.toString());
                    }
                }
            }
            return rows;
        }
    }

    /// The sealed halves of the two keys change places.
    private static void swapCiphertexts(Path data) throws SQLException {
        try (var connection = DriverManager.getConnection(url(data));
                var statement = connection.createStatement()) {
            int changed =
                    statement.executeUpdate(
                            """
                            update signing_key set sealed =
                              (select other.sealed from signing_key other
                                where other.kid <> signing_key.kid)
                            """);
            assertThat(changed).isEqualTo(2);
        }
    }

    private static String url(Path data) {
        return "jdbc:sqlite:" + data.resolve("mintmark.db");
    }

    private static void overwrite(Path file, int from, int bytes) throws IOException {
        var garbage = new byte[bytes];
        new Random(42).nextBytes(garbage);
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            assertThat(channel.size()).isGreaterThanOrEqualTo(from + bytes);
            channel.write(ByteBuffer.wrap(garbage), from);
        }
    }
}
