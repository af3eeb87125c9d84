package dev.mintmark.e2e;

import dev.mintmark.server.Mintmark;
import dev.mintmark.server.config.Loading;
import dev.mintmark.server.config.Settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// Data directories that an authority has been started on once before: making its first keys takes
/// longer than everything else in a start, so it is done once for all tests.
public final class DataFolders {
    private static final Path TEMPLATE = template();

    private DataFolders() {}

    /// A fresh copy, without users and clients.
    public static Path startedOnce(Path parent) {
        return copy(TEMPLATE, parent.resolve("data"));
    }

    public static Path copy(Path from, Path to) {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
            return to;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public static Settings settings(Path data, Map<String, String> more) {
        var flags = new HashMap<>(Map.of("data", data.toString(), "port", "0"));
        flags.putAll(more);
        return switch (Settings.load(flags, Map.of())) {
            case Loading.Loaded(var settings, _) -> settings;
            case Loading.Invalid(var problems) -> throw new AssertionError(problems);
        };
    }

    private static Path template() {
        try {
            var parent = Files.createTempDirectory("mintmark-e2e");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(parent)));
            var data = parent.resolve("data");
            Mintmark.start(settings(data, Map.of()), InstantSource.system()).close();
            return data;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException _) {
            // Left to the system's own cleaning.
        }
    }
}
