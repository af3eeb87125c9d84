package dev.mintmark.cli.settings;

import dev.mintmark.cli.terminal.Terminal;
import dev.mintmark.server.config.Loading;
import dev.mintmark.server.config.Setting;
import dev.mintmark.server.config.Settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The settings as they apply where a command is run: options, then `MINTMARK_` variables, then a
/// file. Without a named file, `mintmark.yaml` in the current folder counts if it is there.
public final class SettingsHere {
    private static final String USUAL_FILE = "mintmark.yaml";

    private final Terminal terminal;
    private final Map<String, String> options;
    private final Optional<Path> file;

    /// @param options keys in kebab-case
    /// @param named by the person, and so must exist
    public SettingsHere(Terminal terminal, Map<String, String> options, Optional<Path> named) {
        var usual = terminal.folder().resolve(USUAL_FILE);
        this.terminal = terminal;
        this.options = Map.copyOf(options);
        this.file =
                named.map(terminal.folder()::resolve)
                        .or(() -> Files.exists(usual) ? Optional.of(usual) : Optional.empty());
    }

    /// All of them, as an authority needs them to start.
    public Loading load() {
        return load(options);
    }

    /// What it takes to find the authority. Who looks for one that runs elsewhere may lack its
    /// master key, which goes with its issuer, so both are left out of it.
    public Whereabouts whereabouts() {
        var onThisMachine = new HashMap<>(options);
        onThisMachine.put(Setting.ISSUER.key(), Setting.ISSUER.defaultText());
        return switch (load(onThisMachine)) {
            case Loading.Loaded(var settings, _) -> whereabouts(settings);
            // Once more with everything, so that no problem is kept for later.
            case Loading.Invalid _ ->
                    switch (load()) {
                        case Loading.Loaded(var settings, _) -> whereabouts(settings);
                        case Loading.Invalid(var problems) -> new Whereabouts.Unusable(problems);
                    };
        };
    }

    private Whereabouts whereabouts(Settings settings) {
        boolean named =
                file.isPresent()
                        || options.containsKey(Setting.DATA.key())
                        || terminal.variable(Setting.DATA.variable()).isPresent();
        var data = terminal.folder().resolve(settings.storage().directory());
        return new Whereabouts.Known(data, named, settings.adminKey(), settings.secretSources());
    }

    private Loading load(Map<String, String> asOptions) {
        return file.map(found -> Settings.load(asOptions, terminal.environment(), found))
                .orElseGet(() -> Settings.load(asOptions, terminal.environment()));
    }
}
