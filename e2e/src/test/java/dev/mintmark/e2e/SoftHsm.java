package dev.mintmark.e2e;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// SoftHSM2: a hardware security module without the hardware, from Debian.
///
/// Its library reads the name of its configuration from the environment of the process, so the
/// build sets that (`SOFTHSM2_CONF`) before any test runs.
final class SoftHsm {
    static final String PIN = "correct-horse-1234";

    private static final List<Path> LIBRARIES =
            List.of(
                    Path.of("/usr/lib/softhsm/libsofthsm2.so"),
                    Path.of("/usr/lib64/pkcs11/libsofthsm2.so"),
                    Path.of("/usr/local/lib/softhsm/libsofthsm2.so"));

    private SoftHsm() {}

    /// Ends when it is closed.
    interface Absence extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    static Optional<Path> library() {
        return System.getenv("SOFTHSM2_CONF") == null
                ? Optional.empty()
                : LIBRARIES.stream().filter(Files::isReadable).findFirst();
    }

    /// Takes the keys of all tokens away, as when a cable is pulled, and puts them back at the end.
    static Absence away() throws IOException {
        var tokens = tokens();
        var elsewhere = elsewhere();
        Files.move(tokens, elsewhere);
        return () -> Files.move(elsewhere, tokens);
    }

    private static Path tokens() {
        return Path.of(System.getenv("SOFTHSM2_CONF")).resolveSibling("softhsm-tokens");
    }

    private static Path elsewhere() {
        return tokens().resolveSibling("softhsm-elsewhere");
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// Makes a token, in the folder that the configuration names.
    static void newToken(String label) throws IOException, InterruptedException {
        var configuration = Path.of(System.getenv("SOFTHSM2_CONF"));
        var tokens = tokens();
        // What an earlier run left.
        delete(tokens);
        delete(elsewhere());
        Files.createDirectories(tokens);
        Files.writeString(
                configuration, "directories.tokendir = " + tokens + "\nlog.level = ERROR\n");
        int exit =
                new ProcessBuilder(
                                "softhsm2-util",
                                "--init-token",
                                "--free",
                                "--label",
                                label,
                                "--pin",
                                PIN,
                                "--so-pin",
                                PIN)
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.INHERIT)
                        .start()
                        .waitFor();
        if (exit != 0) {
            throw new AssertionError("softhsm2-util ended with " + exit);
        }
    }
}
