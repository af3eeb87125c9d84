package dev.mintmark.cli.admin;

import dev.mintmark.cli.settings.SettingsHere;
import dev.mintmark.cli.settings.Whereabouts;
import dev.mintmark.cli.terminal.Terminal;
import dev.mintmark.cli.web.HttpAddress;
import dev.mintmark.server.config.Setting;
import dev.mintmark.server.source.SecretSources;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Finds the authority an admin command is meant for. What was said with an option beats the
/// environment; an address beats a data directory; with neither, the settings tell where the
/// authority would be that `serve` starts here.
public final class AuthorityLocator {
    private static final String URL_VARIABLE = "MINTMARK_URL";

    private final Terminal terminal;

    public AuthorityLocator(Terminal terminal) {
        this.terminal = terminal;
    }

    public Located locate(Place place) {
        if (place.url().isPresent()) {
            return byAddress(place.url().get(), "--url", place);
        }
        var url = terminal.variable(URL_VARIABLE);
        return url.isPresent() && !place.saysHere()
                ? byAddress(url.get(), URL_VARIABLE, place.with(dataInEnvironment()))
                : bySettings(place.settings(terminal));
    }

    /// Where a key is that others keep. Settings that cannot be used say nothing about it.
    private static SecretSources sources(SettingsHere settings) {
        return switch (settings.whereabouts()) {
            case Whereabouts.Known known -> known.sources();
            case Whereabouts.Unusable _ -> new SecretSources(Optional.empty());
        };
    }

    private Optional<Path> dataInEnvironment() {
        return terminal.variable(Setting.DATA.variable()).map(Path::of);
    }

    private Located byAddress(String address, String source, Place place) {
        var url = HttpAddress.parse(address);
        if (url.isEmpty()) {
            return new Located.Misused(
                    source + " must be an address such as http://localhost:9400, and no more.");
        }
        boolean here = url.get().isLoopback();
        if (!here && !url.get().isEncrypted()) {
            terminal.say(
                    "mintmark: warning: the admin key travels to "
                            + url.get()
                            + " without encryption.");
        }
        var key = AdminKey.inEnvironment(terminal, () -> sources(place.settings(terminal)));
        if (key.isPresent()) {
            return running(url.get(), key.get());
        }
        // The key of the authority that happens to belong here is meant for this machine, so it is
        // not shown to any other: that takes a directory or a file that somebody named.
        return here || place.config().isPresent()
                ? withKeyOf(place.settings(terminal), url.get())
                : running(
                        url.get(),
                        place.data()
                                .map(terminal.folder()::resolve)
                                .map(data -> AdminKey.in(new DataDirectory(data)))
                                .orElseGet(AdminKey::none));
    }

    private Located withKeyOf(SettingsHere settings, HttpAddress url) {
        return switch (settings.whereabouts()) {
            case Whereabouts.Unusable(var problems) -> new Located.Unusable(problems);
            case Whereabouts.Known known -> running(url, AdminKey.of(known));
        };
    }

    private Located bySettings(SettingsHere settings) {
        return switch (settings.whereabouts()) {
            case Whereabouts.Unusable(var problems) -> new Located.Unusable(problems);
            case Whereabouts.Known known when known.named() || Files.isDirectory(known.data()) ->
                    byDirectory(known, settings);
            case Whereabouts.Known _ ->
                    new Located.Nowhere(
                            "no authority found: start one here with 'mintmark serve', or name"
                                    + " one with --url URL or --data DIR.");
        };
    }

    private Located byDirectory(Whereabouts.Known known, SettingsHere settings) {
        var endpoint = new DataDirectory(known.data()).endpoint();
        if (endpoint.isEmpty()) {
            return new Located.Idle(settings);
        }
        var url = HttpAddress.parse(endpoint.get());
        if (url.isEmpty()) {
            return new Located.Nowhere(
                    "the file 'endpoint' in "
                            + known.data()
                            + " does not hold an address; is that a data directory?");
        }
        return running(url.get(), AdminKey.of(known));
    }

    private static Located running(HttpAddress url, AdminKey key) {
        return switch (key) {
            case AdminKey.Found(var found) -> new Located.Running(url, found);
            case AdminKey.Missing(var why) -> new Located.Nowhere(why);
        };
    }
}
