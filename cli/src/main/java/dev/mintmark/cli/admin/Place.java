package dev.mintmark.cli.admin;

import dev.mintmark.cli.settings.SettingsHere;
import dev.mintmark.cli.terminal.Terminal;
import dev.mintmark.server.config.Setting;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What was said with options about where the authority is.
public record Place(Optional<String> url, Optional<Path> data, Optional<Path> config) {
    /// Whether an authority on this machine was meant.
    boolean saysHere() {
        return data.isPresent() || config.isPresent();
    }

    Place with(Optional<Path> otherData) {
        return new Place(url, otherData, config);
    }

    SettingsHere settings(Terminal terminal) {
        var options =
                data.map(terminal.folder()::resolve)
                        .map(folder -> Map.of(Setting.DATA.key(), folder.toString()))
                        .orElse(Map.of());
        return new SettingsHere(terminal, options, config);
    }
}
