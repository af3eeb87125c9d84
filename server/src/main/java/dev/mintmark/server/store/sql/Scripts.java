package dev.mintmark.server.store.sql;

import dev.mintmark.server.fault.CannotStart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The scripts that bring an engine's databases to the schema of this version: numbered from 1,
/// each run once. They lie beside a class of that engine.
///
/// Scripts end each statement with a semicolon at the end of a line, and hold no other such line.
public record Scripts(Class<?> home, List<String> names) {
    public Scripts {
        names = List.copyOf(names);
    }

    /// The version a database has after the last of them.
    public int newest() {
        return names.size();
    }

    public CannotStart isTooNew(int version) {
        return new CannotStart(
                "The database has schema version %d, and this Mintmark knows versions up to %d: start the newer Mintmark that made it."
                        .formatted(version, newest()));
    }

    /// The statements that lead to a version from the one before.
    public List<String> leadingTo(int version) {
        var name = names.get(version - 1);
        try (var in = home.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split(";\n", -1)).filter(s -> !s.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
