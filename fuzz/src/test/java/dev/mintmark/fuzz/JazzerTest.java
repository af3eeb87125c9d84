package dev.mintmark.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// That the fuzzer itself works here: it starts, sees what is covered, and ends at a finding.
class JazzerTest {

    @TempDir private Path folder;

    @Test
    void a_rule_that_does_not_hold_ends_the_run() throws Exception {
        assertThat(fuzz(Breaking.class)).isNotZero();
        assertThat(log()).contains("AssertionError: on purpose");
    }

    /// Blind chance would need years for this.
    public static final class Breaking {

        private Breaking() {}

        public static void fuzzerTestOneInput(byte[] data) {
            Bounded.require(!new String(data, UTF_8).startsWith("open sesame"), "on purpose");
        }
    }

    private int fuzz(Class<?> target) throws Exception {
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Dmintmark.fuzz.guided=true",
                        "-XX:+EnableDynamicAgentLoading",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target.getName(),
                        "--instrumentation_includes=dev.mintmark.fuzz.**",
                        "--reproducer_path=" + folder,
                        "-artifact_prefix=" + folder + "/",
                        "-runs=1000000",
                        "-seed=1");
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private String log() throws Exception {
        return Files.readString(folder.resolve("log"));
    }
}
