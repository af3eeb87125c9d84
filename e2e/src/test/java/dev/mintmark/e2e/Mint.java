package dev.mintmark.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The `mintmark` command as a person or a script runs it, each time in a process of its own.
///
/// ```java
/// new Mint().typing("a password").run("user", "add", "ann", "--password-stdin", "--data", "dir");
/// ```
record Mint(Map<String, String> environment, String standardInput) {
    /// How a command ended.
    record Run(int exitCode, String out, String err) {
        Map<String, Object> json() {
            return Answer.parse(out);
        }
    }

    Mint() {
        this(Map.of(), "");
    }

    Mint typing(String text) {
        return new Mint(environment, text + "\n");
    }

    Mint with(String variable, String value) {
        var more = new HashMap<>(environment);
        more.put(variable, value);
        return new Mint(Map.copyOf(more), standardInput);
    }

    Mint on(Path data) {
        return with("MINTMARK_DATA", data.toString());
    }

    Run run(String... arguments) throws IOException, InterruptedException {
        var process = Application.command(environment, arguments).start();
        try {
            try (var in = process.outputWriter(UTF_8)) {
                in.write(standardInput);
            } catch (IOException _) {
                // It ended without reading; how it ended is what the caller will look at.
            }
            var err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            var out = text(process.getInputStream());
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                throw new AssertionError("mintmark did not end: " + err.getNow(""));
            }
            return new Run(process.exitValue(), out, err.join());
        } finally {
            process.destroyForcibly();
        }
    }

    private static String text(java.io.InputStream stream) {
        try {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
