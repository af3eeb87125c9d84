package dev.mintmark.cli.admin;

import dev.mintmark.cli.terminal.Terminal;
import dev.mintmark.cli.web.HttpAddress;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Finds the authority an admin command is meant for. What was said with an option beats the
/// environment; an address beats a data directory; with neither, the default data directory of
/// `serve` is looked at.
public final class AuthorityLocator {
    private static final String USUAL_DATA = "mintmark-data";

    private final Terminal terminal;

    public AuthorityLocator(Terminal terminal) {
        this.terminal = terminal;
    }

    public Located locate(Optional<String> urlOption, Optional<Path> dataOption) {
        var saidData = dataOption.map(terminal.folder()::resolve);
        if (urlOption.isPresent()) {
            return byAddress(urlOption.get(), "--url", saidData);
        }
        if (saidData.isPresent()) {
            return byDirectory(new DataDirectory(saidData.get()));
        }
        var data = terminal.variable("MINTMARK_DATA").map(terminal.folder()::resolve);
        var url = terminal.variable("MINTMARK_URL");
        if (url.isPresent()) {
            return byAddress(url.get(), "MINTMARK_URL", data);
        }
        if (data.isPresent()) {
            return byDirectory(new DataDirectory(data.get()));
        }
        var usual = usualData();
        if (Files.isDirectory(usual)) {
            return byDirectory(new DataDirectory(usual));
        }
        return new Located.Nowhere(
                "no authority found: start one here with 'mintmark serve', or name one"
                        + " with --url URL or --data DIR.");
    }

    private Located byAddress(String address, String source, Optional<Path> data) {
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
        // The key of the directory that happens to lie here is meant for an authority on this
        // machine, so it is not shown to any other.
        var keys = data.isPresent() || !here ? data : Optional.of(usualData());
        return running(url.get(), keys.map(DataDirectory::new));
    }

    private Located byDirectory(DataDirectory data) {
        var endpoint = data.endpoint();
        if (endpoint.isEmpty()) {
            return new Located.Idle(data.folder());
        }
        var url = HttpAddress.parse(endpoint.get());
        if (url.isEmpty()) {
            return new Located.Nowhere(
                    "the file 'endpoint' in "
                            + data.folder()
                            + " does not hold an address; is that a data directory?");
        }
        return running(url.get(), Optional.of(data));
    }

    private Located running(HttpAddress url, Optional<DataDirectory> data) {
        return switch (AdminKey.find(terminal, data)) {
            case AdminKey.Found(var key) -> new Located.Running(url, key);
            case AdminKey.Missing(var why) -> new Located.Nowhere(why);
        };
    }

    private Path usualData() {
        return terminal.folder().resolve(USUAL_DATA);
    }
}
