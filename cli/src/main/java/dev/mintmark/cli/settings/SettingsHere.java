package dev.mintmark.cli.settings;

import dev.mintmark.cli.terminal.Terminal;
import dev.mintmark.server.config.Loading;
import dev.mintmark.server.config.Settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The settings as they apply where a command is run: options, then `MINTMARK_` variables, then a
/// file. Without a named file, `mintmark.yaml` in the current folder counts if it is there.
public final class SettingsHere {
    private static final String USUAL_FILE = "mintmark.yaml";

    private SettingsHere() {}

    /// @param options keys in kebab-case
    /// @param file named by the person, and so must exist
    public static Loading load(
            Terminal terminal, Map<String, String> options, Optional<Path> file) {
        var usual = terminal.folder().resolve(USUAL_FILE);
        return file.map(terminal.folder()::resolve)
                .or(() -> Files.exists(usual) ? Optional.of(usual) : Optional.empty())
                .map(found -> Settings.load(options, terminal.environment(), found))
                .orElseGet(() -> Settings.load(options, terminal.environment()));
    }
}
