package dev.mintmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ServeTest {
    @Test
    void all_settings_that_cannot_be_used_are_named_at_once() {
        var run = new CommandLineRun().with("MINTMARK_ISUER", "x").run("serve", "--port", "many");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("--port", "MINTMARK_ISUER", "MINTMARK_ISSUER");
    }

    @Test
    void asking_for_stack_traces_is_no_unknown_setting() {
        var run =
                new CommandLineRun()
                        .with("MINTMARK_DEBUG", "1")
                        .run("serve", "--config", "no-such.yaml");

        assertThat(run.err()).contains("no-such.yaml").doesNotContain("MINTMARK_DEBUG");
    }

    @Test
    void a_settings_file_in_the_current_folder_counts(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("mintmark.yaml"), "isuer: http://localhost:9400\n");

        var run = new CommandLineRun().in(folder).run("serve");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("isuer", "issuer");
    }
}
