package dev.mintmark.testing.postgres;

import org.tukaani.xz.XZInputStream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where the programs of PostgreSQL are: in the folder the system property `postgres.home` names,
/// or else unpacked from the class path.
final class Binaries {
    /// As the artifacts of all platforms we build on call theirs.
    private static final List<String> ARCHIVES =
            List.of(
                    "/postgres-linux-x86_64.txz",
                    "/postgres-linux-arm_64.txz",
                    "/postgres-darwin-x86_64.txz",
                    "/postgres-darwin-arm_64.txz");

    private Binaries() {}

    /// @param folder an empty one to unpack into
    /// @return the folder with `initdb` and `postgres`
    static Path in(Path folder) throws IOException {
        var installed = Optional.ofNullable(System.getProperty("postgres.home"));
        return installed.isPresent()
                ? Path.of(installed.get(), "bin")
                : unpack(folder).resolve("bin");
    }

    private static Path unpack(Path folder) throws IOException {
        var archive =
                ARCHIVES.stream()
                        .filter(name -> Binaries.class.getResource(name) != null)
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalStateException("no PostgreSQL on the class path"));
        try (var packed = Binaries.class.getResourceAsStream(archive)) {
            Files.createDirectories(folder);
            var tar =
                    new ProcessBuilder("tar", "-xf", "-", "-C", folder.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (var in = tar.getOutputStream()) {
                new XZInputStream(packed).transferTo(in);
            }
            Commands.expectSuccess("tar", tar);
        }
        return folder;
    }
}
