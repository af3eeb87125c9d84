package dev.mintmark.server.config;

import java.nio.file.Path;

/// Where things are kept: a directory for what is made on first start, and the database, a file in
/// that directory unless told otherwise.
public record Storage(Path directory, Database database) {
    private static final String DATABASE = "mintmark.db";

    static Storage in(Path directory) {
        return new Storage(directory, new Database.Embedded(directory.resolve(DATABASE)));
    }

    Storage with(Database other) {
        return new Storage(directory, other);
    }
}
