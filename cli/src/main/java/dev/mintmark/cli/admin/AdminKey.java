package dev.mintmark.cli.admin;

import dev.mintmark.cli.settings.Whereabouts;
import dev.mintmark.cli.terminal.Secret;
import dev.mintmark.cli.terminal.Terminal;
import dev.mintmark.server.config.SecretNotThere;
import dev.mintmark.server.config.Setting;
import dev.mintmark.server.source.Fetched;
import dev.mintmark.server.source.SecretReference;
import dev.mintmark.server.source.SecretSources;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// The key that opens the admin API: from the settings, or as `serve` left it in the data
/// directory.
sealed interface AdminKey {
    String VARIABLE = Setting.ADMIN_KEY.variable();
    String FILE_VARIABLE = VARIABLE + "_FILE";

    record Found(Secret key) implements AdminKey {}

    record Missing(String why) implements AdminKey {}

    /// What the environment says needs no other setting to be in order.
    ///
    /// @param sources for a key that others keep
    static Optional<AdminKey> inEnvironment(Terminal terminal, Supplier<SecretSources> sources) {
        return terminal.variable(VARIABLE)
                .map(value -> inVariable(value, sources))
                .or(() ->
                        terminal.variable(FILE_VARIABLE)
                                .map(file -> inFile(terminal.folder().resolve(file))));
    }

    /// As given to that authority, or as it left it in its data directory.
    static AdminKey of(Whereabouts.Known authority) {
        try {
            return authority
                    .adminKey()
                    .fetch(authority.sources())
                    .<AdminKey>map(key -> new Found(Secret.of(key.reveal())))
                    .orElseGet(() -> in(new DataDirectory(authority.data())));
        } catch (SecretNotThere e) {
            return new Missing(String.valueOf(e.getMessage()));
        }
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

    private static AdminKey inVariable(String value, Supplier<SecretSources> sources) {
        try {
            var reference = SecretReference.of(value.strip());
            return reference.isEmpty()
                    ? checked(value, VARIABLE)
                    : switch (sources.get().fetch(reference.get())) {
                        case Fetched.Got(var text) -> checked(text, VARIABLE);
                        case Fetched.Failed(var why) ->
                                new Missing("%s: %s.".formatted(VARIABLE, why));
                    };
        } catch (IllegalArgumentException e) {
            return new Missing("%s %s.".formatted(VARIABLE, e.getMessage()));
        }
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
