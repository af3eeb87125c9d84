package dev.mintmark.server.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Real programs: scripts that do what a helper may do.
class HelperProgramTest {
    private final HelperProgram helper = new HelperProgram(Duration.ofSeconds(20));

    @TempDir private Path folder;

    @Test
    void what_it_prints_is_the_secret() throws IOException {
        assertThat(run("echo s3cret")).isEqualTo(new Fetched.Got("s3cret"));
    }

    @Test
    void arguments_arrive_as_they_are_because_no_shell_reads_them() throws IOException {
        assertThat(run("printf '%s|' \"$@\"", "a b", "$(touch x)", "; echo y", "*"))
                .isEqualTo(new Fetched.Got("a b|$(touch x)|; echo y|*|"));
    }

    @Test
    void it_learns_no_setting_of_ours() throws IOException {
        assertThat(run("env | grep -c '^MINTMARK_' || true")).isEqualTo(new Fetched.Got("0"));
        assertThat(run("test -n \"$PATH\" && echo path")).isEqualTo(new Fetched.Got("path"));
    }

    @Test
    void it_is_given_nothing_to_read() throws IOException {
        assertThat(run("cat; echo end")).isEqualTo(new Fetched.Got("end"));
    }

    @Test
    void what_it_says_when_it_fails_is_not_passed_on() throws IOException {
        assertThat(run("echo s3cret; echo s3cret >&2; exit 3"))
                .isEqualTo(
                        new Fetched.Failed(
                                "the program helper ended with 3; run it by hand to see why"));
    }

    @Test
    void one_that_never_ends_is_ended_with_what_it_started() throws Exception {
        var impatient = new HelperProgram(Duration.ofMillis(300));
        var pid = folder.resolve("pid");

        var fetched =
                impatient.run(command("sleep 600 & echo $! > " + pid + "; wait", new String[0]));

        assertThat(fetched)
                .isEqualTo(new Fetched.Failed("the program helper took longer than 0 s"));
        if (Files.exists(pid) && !Files.readString(pid).isBlank()) {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                    .ifPresent(child -> child.onExit().join());
        }
    }

    @Test
    void one_that_prints_without_end_is_not_listened_to() throws IOException {
        assertThat(run("exec yes s3cret"))
                .isEqualTo(new Fetched.Failed("the program helper printed too much"));
    }

    @Test
    void nothing_and_what_is_no_text_are_no_secret() throws IOException {
        assertThat(run("true")).isEqualTo(new Fetched.Failed("the program helper printed nothing"));
        assertThat(run("printf '\\377\\376'"))
                .isEqualTo(new Fetched.Failed("the program helper printed no text"));
    }

    @Test
    void one_that_is_not_there_is_named_without_its_arguments() {
        assertThat(helper.run(List.of(folder.resolve("none").toString(), "s3cret")))
                .isEqualTo(new Fetched.Failed("the program none cannot be run"));
    }

    private Fetched run(String script, String... arguments) throws IOException {
        return helper.run(command(script, arguments));
    }

    private List<String> command(String script, String... arguments) throws IOException {
        var file = folder.resolve("helper");
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        var command = new ArrayList<>(List.of(file.toString()));
        command.addAll(List.of(arguments));
        return command;
    }
}
