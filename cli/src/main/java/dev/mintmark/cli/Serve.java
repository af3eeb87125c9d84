package dev.mintmark.cli;

import dev.mintmark.cli.settings.SettingsHere;
import dev.mintmark.cli.settings.UnusableSettings;
import dev.mintmark.cli.terminal.ExitCode;
import dev.mintmark.cli.terminal.Terminal;
import dev.mintmark.server.Mintmark;
import dev.mintmark.server.config.Loading;
import dev.mintmark.server.config.Setting;
import dev.mintmark.server.config.Settings;
import dev.mintmark.server.fault.CannotStart;
import dev.mintmark.server.log.Logs;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

@Command(
        name = "serve",
        description = {
            "Run the authority until it is told to stop.",
            "Prints 'ready ISSUER' on standard output once it answers. What no option says comes"
                    + " from MINTMARK_ variables, then from the file given with --config."
        })
final class Serve implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port to listen on; 0 takes any free one. Default: 9400.")
    private @Nullable String port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where keys and the embedded database live. Default: ./mintmark-data.")
    private @Nullable String data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "File with settings. Default: mintmark.yaml here, if there is one.")
    private @Nullable Path config;

    @Option(
            names = "--issuer",
            paramLabel = "URL",
            description = "The name tokens are issued under. Default: this machine, at the port.")
    private @Nullable String issuer;

    @Option(
            names = {"--database", "--database-url"},
            paramLabel = "URL",
            description = "Database. Default: an embedded one in the data directory.")
    private @Nullable String database;

    Serve(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return switch (loading()) {
            case Loading.Invalid(var problems) -> UnusableSettings.refuse(terminal, problems);
            case Loading.Loaded(var settings, var warnings) -> {
                warnings.forEach(warning -> terminal.say("mintmark: warning: " + warning));
                yield run(settings);
            }
        };
    }

    private int run(Settings settings) {
        Logs.install(settings.logLevel());
        Mintmark authority;
        try {
            authority = Mintmark.start(settings, terminal.clock());
        } catch (CannotStart e) {
            return terminal.failed(String.valueOf(e.getMessage()));
        }
        authority.makeFirstAdminKey().ifPresent(this::showOnce);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(authority, stopped)));
        terminal.out().println("ready " + authority.issuer().text());
        awaitQuietly(stopped);
        return ExitCode.DONE;
    }

    /// Nobody can ask for it later, so this is the moment.
    private void showOnce(String adminKey) {
        terminal.say("mintmark: the admin key of this authority; it is not shown again:");
        terminal.say(adminKey);
    }

    private static void stop(Mintmark authority, CountDownLatch stopped) {
        try {
            authority.close();
        } finally {
            stopped.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch stopped) {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Loading loading() {
        return new SettingsHere(terminal, flags(), Optional.ofNullable(config)).load();
    }

    private Map<String, String> flags() {
        var flags = new HashMap<String, String>();
        put(flags, Setting.PORT, port);
        put(flags, Setting.DATA, data);
        put(flags, Setting.ISSUER, issuer);
        put(flags, Setting.DATABASE_URL, database);
        return flags;
    }

    private static void put(Map<String, String> flags, Setting setting, @Nullable String value) {
        if (value != null) {
            flags.put(setting.key(), value);
        }
    }
}
