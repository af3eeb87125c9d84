package dev.mintmark.cli.admin;

import dev.mintmark.cli.settings.Whereabouts;
import dev.mintmark.cli.terminal.Secret;
import dev.mintmark.cli.terminal.Terminal;
import dev.mintmark.server.config.SecretSetting;
import dev.mintmark.server.config.Setting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The key that opens the admin API: from the settings, or as `serve` left it in the data
/// directory.
sealed interface AdminKey {
    String VARIABLE = Setting.ADMIN_KEY.variable();
    String FILE_VARIABLE = VARIABLE + "_FILE";

    record Found(Secret key) implements AdminKey {}

    record Missing(String why) implements AdminKey {}

    /// What the environment says needs no other setting to be in order.
    static Optional<AdminKey> inEnvironment(Terminal terminal) {
        return terminal.variable(VARIABLE)
                .map(value -> checked(value, VARIABLE))
                .or(() ->
                        terminal.variable(FILE_VARIABLE)
                                .map(file -> inFile(terminal.folder().resolve(file))));
    }

    /// As given to that authority, or as it left it in its data directory.
    static AdminKey of(Whereabouts.Known authority) {
        return switch (authority.adminKey()) {
            case SecretSetting.Given(var key) -> new Found(Secret.of(key.reveal()));
            case SecretSetting.NotGiven() -> in(new DataDirectory(authority.data()));
        };
    }

    static AdminKey in(DataDirectory data) {
        return Files.exists(data.adminKey()) ? inFile(data.adminKey()) : none();
    }

    static AdminKey none() {
        return new Missing(
                "no admin key: set "
                        + VARIABLE
                        + " or "
                        + FILE_VARIABLE
                        + ", or name the data directory of the authority with --data DIR or its"
                        + " settings with --config FILE.");
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
