package dev.mintmark.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that holds one secret. Its path is never quoted: people do put the secret itself where
/// its file belongs.
final class SecretFile {
    private static final int LARGEST = 4_096;

    private SecretFile() {}

    /// @throws IllegalArgumentException that says what is wrong
    static String read(String label, Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new IllegalArgumentException(label + ": too large for a secret");
            }
            var text = Files.readString(file);
            if (text.isBlank()) {
                throw new IllegalArgumentException(label + ": the file is empty");
            }
            return text.strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(label + ": the file cannot be read", e);
        }
    }
}
