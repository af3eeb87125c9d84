package dev.mintmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.cli.admin.Bootstrap.Started;
import dev.mintmark.cli.terminal.Secret;
import dev.mintmark.cli.web.HttpAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

class OwnAuthorityTest {
    private static final String PASSWORD = "correct horse battery staple\n";

    @TempDir Path folder;

    @Test
    void a_directory_without_an_authority_gets_one_for_the_length_of_the_command()
            throws IOException {
        try (var authority = new AdminApiStandIn().on("GET /admin/v1/keys", 200, "{\"keys\":[]}")) {
            var closed = new AtomicInteger();
            var own =
                    new Started.Running() {
                        @Override
                        public HttpAddress baseUrl() {
                            return HttpAddress.parse(authority.url()).orElseThrow();
                        }

                        @Override
                        public Secret adminKey() {
                            return Secret.of(AdminApiStandIn.KEY);
                        }

                        @Override
                        public void close() {
                            closed.incrementAndGet();
                        }
                    };

            var run =
                    new CommandLineRun()
                            .starting((_, _) -> own)
                            .run("keys", "list", "--data", folder.toString());

            assertThat(run.exitCode()).isZero();
            assertThat(closed).hasValue(1);
        }
    }

    @Test
    void it_starts_with_the_settings_that_were_named() throws IOException {
        var data = folder.resolve("data");
        Files.writeString(folder.resolve("other.yaml"), "data: " + data + "\nport: 9500\n");

        var run =
                new CommandLineRun()
                        .in(folder)
                        .startingItsOwn()
                        .input(PASSWORD)
                        .run("user", "add", "ann", "--password-stdin", "--config", "other.yaml");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains(data.toString());
        assertThat(data.resolve("mintmark.db")).exists();
        assertThat(folder.resolve("mintmark-data")).doesNotExist();
    }

    @Test
    void what_it_lacks_to_start_is_wrong_usage_and_leaves_nothing() throws IOException {
        var data = folder.resolve("data");
        Files.writeString(
                folder.resolve("mintmark.yaml"),
                "data: " + data + "\nissuer: https://id.example.com\n");

        var run = new CommandLineRun().in(folder).startingItsOwn().run("user", "list");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("MINTMARK_MASTER_KEY");
        assertThat(data).doesNotExist();
    }

    @Test
    void only_the_first_start_says_what_was_set_up() {
        var data = folder.resolve("data").toString();

        var first = add("ann", data);
        var second = add("bob", data);

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.err())
                .contains(
                        "mintmark: set up a new authority in "
                                + data
                                + ", with the issuer http://localhost:9500.\n");
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(second.err()).doesNotContain("set up");
    }

    @Test
    void a_command_that_only_looks_sets_nothing_up() {
        var mistyped = folder.resolve("dtaa");

        var run =
                new CommandLineRun()
                        .in(folder)
                        .startingItsOwn()
                        .run("user", "list", "--data", mistyped.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("there is no authority in " + mistyped, "mintmark serve");
        assertThat(mistyped).doesNotExist();
    }

    @Test
    void no_command_but_serve_makes_an_admin_key_that_lasts() throws IOException {
        var data = folder.resolve("data");
        Files.writeString(
                folder.resolve("mintmark.yaml"),
                """
                issuer: https://id.example.com
                master-key: n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg
                """);

        var run = add("ann", data.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("https://id.example.com").doesNotContain("mm_ak_");
        assertThat(data.resolve("admin.key")).doesNotExist();
    }

    private CommandLineRun.Outcome add(String name, String data) {
        return new CommandLineRun()
                .in(folder)
                .with("MINTMARK_PORT", "9500")
                .startingItsOwn()
                .input(PASSWORD)
                .run("user", "add", name, "--password-stdin", "--data", data);
    }
}
