package dev.mintmark.e2e.web;

import org.junit.jupiter.api.Assumptions;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Programs of the system that these tests need. A test whose program is missing is skipped;
/// `./check` installs what is missing, or says at the end what was not tested.
public final class Programs {
    private Programs() {}

    public static Path need(String name) {
        var found = find(name);
        Assumptions.assumeTrue(found.isPresent(), name + " is not installed");
        return found.orElseThrow();
    }

    private static Optional<Path> find(String name) {
        return Stream.concat(
                        Stream.of(
                                Objects.requireNonNullElse(System.getenv("PATH"), "")
                                        .split(File.pathSeparator)),
                        Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
