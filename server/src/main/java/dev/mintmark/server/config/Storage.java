package dev.mintmark.server.config;

import java.nio.file.Path;

/// Where things are kept: a directory for what is made on first start, and the database file, which
/// lies in that directory unless told otherwise.
public record Storage(Path directory, Path database) {
    private static final String DATABASE = "mintmark.db";

    static Storage in(Path directory) {
        return new Storage(directory, directory.resolve(DATABASE));
    }

    Storage withDatabase(Path file) {
        return new Storage(directory, file);
    }
}
