package dev.mintmark.verifier.vectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The folder `vectors/` at the top of the repository.
final class VectorFolder {

    private VectorFolder() {}

    /// Searched upwards, because Maven and editors start tests in different folders.
    static Path find() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("vectors/README.md"))) {
                return at.resolve("vectors");
            }
        }
        throw new IllegalStateException("no folder vectors/ above " + Path.of("").toAbsolutePath());
    }

    static Path testKeys() {
        return find().resolve("keys/test-keys.json");
    }

    static List<Path> files() {
        try (var files = Files.list(find())) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
