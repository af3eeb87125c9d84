package dev.mintmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

class FindingTheAuthorityTest {
    @TempDir Path folder;
    private AdminApiStandIn authority;

    @BeforeEach
    void anAuthority() throws IOException {
        authority = new AdminApiStandIn().on("GET /admin/v1/keys", 200, "{\"keys\":[]}");
    }

    @AfterEach
    void noAuthority() {
        authority.close();
    }

    @Test
    void a_running_authority_is_found_through_its_data_directory() throws IOException {
        var data = dataDirectory("data");

        var byOption = whileHeld(data, new CommandLineRun(), "--data", data.toString());
        var byVariable =
                whileHeld(data, new CommandLineRun().with("MINTMARK_DATA", data.toString()));

        assertThat(byOption.exitCode()).isZero();
        assertThat(byVariable.exitCode()).isZero();
    }

    @Test
    void the_usual_data_directory_needs_no_naming() throws IOException {
        var data = dataDirectory("mintmark-data");

        var run = whileHeld(data, new CommandLineRun().in(folder));

        assertThat(run.exitCode()).isZero();
    }

    @Test
    void the_key_is_not_shown_to_whoever_has_the_port_of_a_killed_authority() throws IOException {
        var data = dataDirectory("data");

        var run = new CommandLineRun().run("keys", "list", "--data", data.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(authority.wasAskedNothing()).isTrue();
    }

    @Test
    void an_option_beats_the_environment() {
        var run =
                CommandLineRun.against(authority)
                        .with("MINTMARK_URL", "http://127.0.0.1:1")
                        .run("keys", "list", "--url", authority.url() + "/");

        assertThat(run.exitCode()).isZero();
    }

    @Test
    void the_key_may_come_from_a_file() throws IOException {
        var file = Files.writeString(folder.resolve("key"), AdminApiStandIn.KEY + "\n");

        var run =
                new CommandLineRun()
                        .with("MINTMARK_URL", authority.url())
                        .with("MINTMARK_ADMIN_KEY_FILE", file.toString())
                        .run("keys", "list");

        assertThat(run.exitCode()).isZero();
    }

    @Test
    void the_key_may_come_from_a_helper_program() {
        var run =
                new CommandLineRun()
                        .with("MINTMARK_URL", authority.url())
                        .with("MINTMARK_ADMIN_KEY", "exec:echo " + AdminApiStandIn.KEY)
                        .run("keys", "list");
        var failing =
                new CommandLineRun()
                        .with("MINTMARK_URL", authority.url())
                        .with("MINTMARK_ADMIN_KEY", "exec:false hunter2")
                        .run("keys", "list");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(failing.exitCode()).isEqualTo(1);
        assertThat(failing.err())
                .contains("the program false ended with 1")
                .doesNotContain("hunter2");
    }

    @Test
    void a_wrong_key_is_told_in_the_words_of_the_authority() {
        var run =
                CommandLineRun.against(authority)
                        .with("MINTMARK_ADMIN_KEY", "wrong-key")
                        .run("keys", "list");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("mintmark: The admin key is not valid.\n");
    }

    @Test
    void a_key_that_no_header_can_carry_is_not_repeated() {
        var run =
                CommandLineRun.against(authority)
                        .with("MINTMARK_ADMIN_KEY", "two\nlines")
                        .run("keys", "list");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("MINTMARK_ADMIN_KEY").doesNotContain("lines\n", "two");
        assertThat(authority.wasAskedNothing()).isTrue();
    }

    @Test
    void nowhere_to_go_is_said_plainly() {
        var nothing = new CommandLineRun().in(folder).run("keys", "list");
        var nobody =
                CommandLineRun.against(authority)
                        .run("keys", "list", "--url", "http://127.0.0.1:1");
        var nonsense = CommandLineRun.against(authority).run("keys", "list", "--url", "ftp://x");

        assertThat(nothing.exitCode()).isEqualTo(1);
        assertThat(nothing.err()).contains("mintmark serve");
        assertThat(nobody.exitCode()).isEqualTo(1);
        assertThat(nobody.err()).contains("http://127.0.0.1:1").contains("running");
        assertThat(nonsense.exitCode()).isEqualTo(2);
    }

    @Test
    void a_stranger_at_the_address_is_recognised() {
        authority.on("GET /admin/v1/keys", 200, "<html>");

        var run = CommandLineRun.against(authority).run("keys", "list", "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("not a Mintmark authority");
    }

    @Test
    void the_settings_file_here_says_where_the_data_directory_is() throws IOException {
        var data = dataDirectory("elsewhere");
        settings("mintmark.yaml", "data: " + data);

        var run = whileHeld(data, new CommandLineRun().in(folder));

        assertThat(run.exitCode()).isZero();
    }

    @Test
    void a_settings_file_may_be_named_and_says_the_key_too() throws IOException {
        var data = dataDirectory("elsewhere");
        Files.delete(data.resolve("admin.key"));
        var key = Files.writeString(folder.resolve("key"), AdminApiStandIn.KEY + "\n");
        settings("other.yaml", "data: " + data, "admin-key-file: " + key);

        var run =
                whileHeld(
                        data,
                        new CommandLineRun().in(folder).with("MINTMARK_URL", "http://127.0.0.1:1"),
                        "--config",
                        "other.yaml");

        assertThat(run.exitCode()).isZero();
    }

    @Test
    void an_authority_that_runs_is_found_without_its_master_key() throws IOException {
        var data = dataDirectory("elsewhere");
        settings("mintmark.yaml", "issuer: https://id.example.com", "data: " + data);

        var run = whileHeld(data, new CommandLineRun().in(folder));

        assertThat(run.exitCode()).isZero();
    }

    @Test
    void every_problem_of_a_settings_file_is_wrong_usage() throws IOException {
        settings("mintmark.yaml", "dta: here", "port: many", "issuer: nonsense");

        var run = new CommandLineRun().in(folder).run("keys", "list");
        var missing = new CommandLineRun().in(folder).run("keys", "list", "--config", "none.yaml");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("dta", "port", "nonsense");
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("none.yaml");
    }

    @Test
    void the_key_in_a_settings_file_here_is_not_shown_to_another_machine() throws IOException {
        settings("mintmark.yaml", "admin-key: " + AdminApiStandIn.KEY);

        var run =
                new CommandLineRun()
                        .in(folder)
                        .run("keys", "list", "--url", "https://authority.invalid");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("no admin key");
    }

    /// `keys list` while somebody has the lock of the directory.
    private static CommandLineRun.Outcome whileHeld(
            Path data, CommandLineRun run, String... options) throws IOException {
        var arguments = Stream.concat(Stream.of("keys", "list"), Stream.of(options));
        try (var channel = FileChannel.open(data.resolve("lock"), StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            return run.run(arguments.toArray(String[]::new));
        }
    }

    private void settings(String name, String... lines) throws IOException {
        Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    private Path dataDirectory(String name) throws IOException {
        var data = Files.createDirectory(folder.resolve(name));
        Files.writeString(data.resolve("endpoint"), authority.url() + "\n");
        Files.writeString(data.resolve("admin.key"), AdminApiStandIn.KEY + "\n");
        Files.createFile(data.resolve("lock"));
        return data;
    }
}
