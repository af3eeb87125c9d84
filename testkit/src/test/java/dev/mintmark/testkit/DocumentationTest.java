package dev.mintmark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.tools.ToolProvider;

/// What the documentation says of the testkit: its tests run, its table is complete.
class DocumentationTest {

    private static final Pattern SAMPLE =
            Pattern.compile(
                    "<!-- compile( and run)?: 17 -->\\R```java\\R(.*?)\\R```", Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("^class (\\w+)", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("^    @Test$", Pattern.MULTILINE);

    @ParameterizedTest
    @ValueSource(strings = {"junit-5.8.jar", "junit-current.jar"})
    void the_tests_of_the_guide_pass(String junit, @TempDir Path folder) throws Exception {
        Path console = Path.of("target", "junit", junit).toAbsolutePath();
        String guide = page("how-to/test-a-service-that-verifies-tokens.md");
        List<MatchResult> samples = SAMPLE.matcher(guide).results().toList();
        Path classes = compiled(samples, console, folder);
        long tests = TEST.matcher(guide).results().count();
        assertThat(tests).isPositive();

        String said = run(console, classes, folder.resolve("log"));

        assertThat(said)
                .containsPattern("\\[ +" + tests + " tests successful +\\]")
                .containsPattern("\\[ +0 tests failed +\\]");
    }

    @Test
    void every_broken_token_is_in_the_table() throws Exception {
        String rows =
                Arrays.stream(Flaw.values())
                        .map(flaw ->
                                "| `%s()` | `%s` | %s | `%s` |\n"
                                        .formatted(
                                                method(flaw),
                                                flaw,
                                                flaw.description(),
                                                flaw.reason().code()))
                        .collect(Collectors.joining());

        assertThat(page("reference/broken-tokens.md"))
                .contains("|---|---|---|---|\n" + rows + "\n");
    }

    private static Path compiled(List<MatchResult> samples, Path console, Path folder)
            throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        var arguments = new StringBuilder();
        for (MatchResult sample : samples) {
            String name =
                    CLASS.matcher(sample.group(2)).results().findFirst().orElseThrow().group(1);
            Path source = folder.resolve(name + ".java");
            Files.writeString(source, sample.group(2));
            arguments.append(source).append('\n');
        }
        var messages = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var sources = files.getJavaFileObjects(arguments.toString().strip().split("\n"));
            var options =
                    List.of("--release", "17", "-d", classes.toString(), "-cp", classPath(console));
            boolean fine = compiler.getTask(messages, files, null, options, null, sources).call();
            assertThat(fine).as(messages.toString()).isTrue();
        }
        return classes;
    }

    /// What a user has: the two libraries and one JUnit.
    private static String classPath(Path console) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> entry.contains("verifier") || entry.contains("testkit"))
                        .filter(entry -> !entry.contains("test-classes"))
                        .collect(Collectors.joining(File.pathSeparator))
                + File.pathSeparator
                + console;
    }

    private static String run(Path console, Path classes, Path log) throws Exception {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                classPath(console) + File.pathSeparator + classes,
                                "org.junit.platform.console.ConsoleLauncher",
                                "--disable-ansi-colors",
                                "--details=tree",
                                "--scan-classpath=" + classes));
        if (!console.endsWith("junit-5.8.jar")) {
            // Later ones do several things, and want to be told which.
            command.add(4, "execute");
        }
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
            return Files.readString(log);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String method(Flaw flaw) {
        return Pattern.compile("_(.)")
                .matcher(flaw.name().toLowerCase(Locale.ROOT))
                .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    private static String page(String name) throws IOException {
        return Files.readString(Path.of("..", "docs").resolve(name));
    }
}
