package dev.mintmark.cli.demo;

import dev.mintmark.server.Mintmark;
import dev.mintmark.server.config.Loading;
import dev.mintmark.server.config.Settings;
import dev.mintmark.server.fault.CannotStart;
import dev.mintmark.server.log.Logs;
import dev.mintmark.server.log.Severity;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/// Where the tour takes place: a temporary folder, an authority in it, and a service beside it.
public final class Stage {
    /// How long a key is published before it signs: the least that can be set.
    private static final Duration ANNOUNCED = Duration.ofSeconds(61);

    private final PrintStream out;
    private final InstantSource clock;

    public Stage(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    /// Plays the tour and cleans up, whatever happens.
    ///
    /// @return empty when everything went as promised, else what did not
    public Optional<String> play() {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("mintmark-demo");
            play(folder);
            return Optional.empty();
        } catch (Surprised | CannotStart e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Optional.of("the temporary folder or a free port could not be had.");
        } finally {
            if (folder != null) {
                remove(folder);
            }
        }
    }

    private void play(Path folder) throws IOException {
        Logs.install(Severity.ERROR);
        var flags =
                Map.of(
                        "data", folder.resolve("data").toString(),
                        "host", "127.0.0.1",
                        "port", "0",
                        "jwks-max-age", "1s",
                        "key-announce-ahead", ANNOUNCED.toSeconds() + "s");
        var tourClock = new TourClock(clock);
        // The visitor's own settings must not change what the tour shows.
        var settings =
                switch (Settings.load(flags, Map.of())) {
                    case Loading.Loaded(var loaded, _) -> loaded;
                    case Loading.Invalid(var problems) ->
                            throw new Surprised(String.join("; ", problems));
                };
        try (var authority = Mintmark.start(settings, tourClock);
                var orders =
                        new Orders(
                                authority.issuer().uri(), settings.tokens().audience(), tourClock);
                var wire = new Wire()) {
            var adminKey = authority.lendAdminKey();
            out.println("Mintmark runs at " + authority.issuer().text() + ", its data in a");
            out.println("temporary folder, and a service that trusts it at " + orders.address());
            Runnable wait =
                    () -> {
                        tourClock.pass(ANNOUNCED);
                        authority.tend();
                    };
            new Tour(authority.baseUrl(), adminKey, orders.address(), wire, wait, new Script(out))
                    .go();
        }
        out.println();
        out.println("That was the tour. The authority has stopped and its folder is gone.");
        out.println("Start one of your own with `mintmark serve`.");
    }

    private void remove(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            out.println("The folder " + folder + " could not be removed; it is safe to delete.");
        }
    }
}
