package dev.mintmark.cli;

import dev.mintmark.cli.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.concurrent.Callable;

@Command(
        name = "serve",
        description = {
            "Run the authority until it is told to stop.",
            "Prints 'ready ISSUER' on standard output once it answers. What is not said here comes"
                    + " from MINTMARK_ variables, then from the file given with --config."
        })
@SuppressWarnings(
        "UnusedVariable") // nothing reads the options before there is an authority to give them to
final class Serve implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port to listen on; 0 takes any free one. Default: 9400.")
    private @Nullable Integer port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where keys and the embedded database live. Default: ./mintmark-data.")
    private @Nullable Path data;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings, as mintmark.yaml.")
    private @Nullable Path config;

    @Option(
            names = "--issuer",
            paramLabel = "URL",
            description = "The name tokens are issued under. Default: http://localhost:9400.")
    private @Nullable String issuer;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "postgresql://... for a cluster. Default: SQLite in the data directory.")
    private @Nullable String database;

    Serve(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return terminal.failed("this build holds no authority yet.");
    }
}
