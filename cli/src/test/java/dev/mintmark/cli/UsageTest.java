package dev.mintmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.cli.admin.Bootstrap;
import dev.mintmark.cli.admin.OwnAuthority;
import dev.mintmark.cli.terminal.Terminal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;

class UsageTest {
    @Test
    void the_front_page_shows_every_command() {
        var terminal = Terminal.ofThisProcess();
        var line = MintmarkCommand.line(terminal, new OwnAuthority(terminal));

        assertThat(HelpPages.onTheFrontPage()).isEqualTo(line.getSubcommands().keySet());
    }

    @Test
    void help_goes_to_standard_output() {
        var run = new CommandLineRun().run("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Usage: mintmark COMMAND", "serve", "client");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void help_follows_a_path_of_commands() {
        var byHelp = new CommandLineRun().run("help", "user", "add");
        var byOption = new CommandLineRun().run("user", "add", "--help");

        assertThat(byHelp.exitCode()).isZero();
        assertThat(byHelp.out()).contains("--password-stdin").isEqualTo(byOption.out());
    }

    @Test
    void the_version_is_one_line() {
        assertThat(new CommandLineRun().run("--version").out())
                .startsWith("mintmark ")
                .hasLineCount(1);
    }

    @Test
    void no_command_at_all_shows_the_front_page_as_a_mistake() {
        var run = new CommandLineRun().run();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Usage: mintmark COMMAND");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr",
                "user",
                "user add",
                "user add ada extra",
                "user list --bogus",
                "session revoke",
                "help usr",
                "token inspect eyJhbGciOiJFUzI1NiJ9.e30.c2ln"
            })
    void wrong_usage_is_told_briefly_and_exits_with_two(String line) {
        var run = new CommandLineRun().run(line.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("mintmark: ");
        assertThat(run.err().lines()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void a_slip_of_the_finger_is_answered_with_what_was_meant() {
        assertThat(new CommandLineRun().run("usr").err()).contains("Did you mean: user");
        assertThat(new CommandLineRun().run("user", "list", "--jsn").err()).contains("--json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user set-password ada hunter2",
                "user set-password ada --password=hunter2",
                "user set-password ada -phunter2",
                "token hunter2",
                "token inspect hunter2"
            })
    void a_secret_in_the_wrong_place_is_not_repeated(String line) {
        var run = new CommandLineRun().run(line.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).doesNotContain("hunter2");
    }

    @Test
    void an_unforeseen_failure_is_one_sentence_unless_debugging() {
        var run = new CommandLineRun().starting((_, _) -> brokenPromise()).in(Path.of(""));

        var quiet = run.run("keys", "list", "--data", "target");
        var loud = run.with("MINTMARK_DEBUG", "1").run("keys", "list", "--data", "target");

        assertThat(quiet.exitCode()).isEqualTo(1);
        assertThat(quiet.err()).hasLineCount(1).contains("the floor is gone");
        assertThat(loud.err()).contains("\tat dev.mintmark");
    }

    private static Bootstrap.Started brokenPromise() {
        throw new IllegalStateException("the floor is gone");
    }
}
