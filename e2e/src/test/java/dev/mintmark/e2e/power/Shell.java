package dev.mintmark.e2e.power;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

/// Programs of the system.
final class Shell {
    private Shell() {}

    /// @return what it printed
    static String run(String... command) throws IOException {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
