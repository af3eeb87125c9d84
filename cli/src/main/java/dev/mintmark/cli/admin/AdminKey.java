package dev.mintmark.cli.admin;

import dev.mintmark.cli.terminal.Secret;
import dev.mintmark.cli.terminal.Terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The key that opens the admin API: from the environment, or as `serve` left it in the data
/// directory.
sealed interface AdminKey {
    record Found(Secret key) implements AdminKey {}

    record Missing(String why) implements AdminKey {}

    static AdminKey find(Terminal terminal, Optional<DataDirectory> data) {
        var value = terminal.variable("MINTMARK_ADMIN_KEY");
        if (value.isPresent()) {
            return checked(value.get(), "MINTMARK_ADMIN_KEY");
        }
        var file = terminal.variable("MINTMARK_ADMIN_KEY_FILE");
        if (file.isPresent()) {
            return inFile(terminal.folder().resolve(file.get()));
        }
        if (data.isPresent() && Files.exists(data.get().adminKey())) {
            return inFile(data.get().adminKey());
        }
        return new Missing(
                "no admin key: set MINTMARK_ADMIN_KEY or MINTMARK_ADMIN_KEY_FILE, or name the"
                        + " data directory of the authority with --data DIR.");
    }

    private static AdminKey inFile(Path file) {
        try {
            return checked(Files.readString(file, StandardCharsets.UTF_8), "the file " + file);
        } catch (IOException e) {
            return new Missing(
                    "the admin key in " + file + " cannot be read; may you read that file?");
        }
    }

    /// Anything but visible ASCII would break the header it travels in, and the complaint about
    /// that would quote it.
    private static AdminKey checked(String text, String source) {
        var key = text.strip();
        boolean visible = !key.isEmpty() && key.chars().allMatch(c -> c > ' ' && c < 0x7f);
        return visible
                ? new Found(Secret.of(key))
                : new Missing(
                        source + " holds no admin key: expected one line of letters and digits.");
    }
}
