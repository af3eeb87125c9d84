package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// What the documentation tells a reader to type is typed here, by `bash`, against the launcher and
/// a real authority. Three comments before a `sh` block say what to do with it:
///
/// | comment | meaning |
/// |---|---|
/// | `run` | run it, in one shell with the others of the page; every command must succeed |
/// | `run shows: TEXT` | and its output must contain the text |
/// | `run: background` | start it and wait for the line `ready` |
///
/// Only the ports differ from what the page says, because 9400 and 8080 may be taken.
class DocumentedSessionTest {
    private static final Pattern BLOCK =
            Pattern.compile(
                    "<!-- run(?<background>: background)?(?: shows: (?<shows>.+?))? -->\\R"
                            + "```sh\\R(?<text>.*?)\\R```",
                    Pattern.DOTALL);
    private static final Path ROOT = root();

    /// Where the authority and an example listen.
    private record Ports(int authority, int example) {}

    private record Step(String text, boolean background, String shows) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/tutorial/first-session.md",
                "docs/how-to/protect-a-spring-boot-service.md"
            })
    void every_command_of_the_page_does_what_the_page_says(String page, @TempDir Path folder)
            throws Exception {
        for (var part : List.of("mintmark", "examples")) {
            Files.createSymbolicLink(folder.resolve(part), ROOT.resolve(part));
        }
        var ports = new Ports(freePort(), freePort());
        var steps = steps(ROOT.resolve(page), ports);
        assertThat(steps).hasSizeGreaterThan(3);

        var servers = new ArrayList<Process>();
        try {
            for (var step : steps) {
                if (step.background()) {
                    servers.add(started(step, folder, ports));
                }
            }
            play(steps.stream().filter(step -> !step.background()).toList(), folder, ports);
        } finally {
            for (var server : servers) {
                server.destroy();
                if (!server.waitFor(20, TimeUnit.SECONDS)) {
                    server.destroyForcibly();
                }
            }
        }
    }

    private static void play(List<Step> steps, Path folder, Ports ports) throws Exception {
        var script = new StringBuilder("set -euo pipefail\n");
        for (int i = 0; i < steps.size(); i++) {
            script.append(steps.get(i).text()).append("\necho\necho '@@ ").append(i).append("'\n");
        }
        var out = folder.resolve("session.out");
        var bash = shell(script.toString(), folder, ports).redirectOutput(out.toFile()).start();
        assertThat(bash.waitFor(3, TimeUnit.MINUTES)).as("the session ends").isTrue();

        var outputs = Files.readString(out).split("@@ \\d+\\R", -1);
        assertThat(outputs)
                .as("every block succeeds; the last that ran printed:%n%s", tail(outputs))
                .hasSize(steps.size() + 1);
        for (int i = 0; i < steps.size(); i++) {
            assertThat(outputs[i]).as(steps.get(i).text()).contains(steps.get(i).shows());
        }
        assertThat(bash.exitValue()).isZero();
    }

    private static Process started(Step step, Path folder, Ports ports) throws Exception {
        var out = Files.createTempFile(folder, "background", ".out");
        var server =
                shell("exec " + step.text(), folder, ports).redirectOutput(out.toFile()).start();
        // A build may have to come first.
        for (int i = 0; i < 3_000 && server.isAlive(); i++) {
            if (Files.readString(out).lines().anyMatch(line -> line.startsWith("ready "))) {
                return server;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        server.destroy();
        throw new AssertionError("not ready: " + Files.readString(folder.resolve("session.err")));
    }

    private static ProcessBuilder shell(String script, Path folder, Ports ports) {
        var bash = new ProcessBuilder("bash", "-c", script).directory(folder.toFile());
        bash.environment().keySet().removeIf(name -> name.startsWith("MINTMARK_"));
        bash.environment().put("MINTMARK_PORT", Integer.toString(ports.authority()));
        bash.environment().put("MINTMARK_ISSUER", "http://localhost:" + ports.authority());
        bash.environment().put("SERVER_PORT", Integer.toString(ports.example()));
        return bash.redirectError(
                ProcessBuilder.Redirect.appendTo(folder.resolve("session.err").toFile()));
    }

    private static List<Step> steps(Path page, Ports ports) throws IOException {
        var steps = new ArrayList<Step>();
        var blocks = BLOCK.matcher(Files.readString(page));
        while (blocks.find()) {
            var text =
                    blocks.group("text")
                            .replace("localhost:9400", "localhost:" + ports.authority())
                            .replace("localhost:8080", "localhost:" + ports.example());
            var shows = blocks.group("shows") == null ? "" : blocks.group("shows");
            steps.add(new Step(text, blocks.group("background") != null, shows));
        }
        return steps;
    }

    private static String tail(String[] outputs) {
        return outputs[outputs.length - 1];
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("ARCHITECTURE.md"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("the tests run outside the clone");
        }
        return folder;
    }
}
