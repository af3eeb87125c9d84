package dev.mintmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
