package dev.mintmark.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Optional;

/// The options that say which authority an admin command is for.
final class Target {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Address of the authority. Default: MINTMARK_URL.")
    private @Nullable String url;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "Data directory of an authority on this machine, which also holds its admin key.",
                "Default: MINTMARK_DATA, else ./mintmark-data if it exists."
            })
    private @Nullable Path data;

    Optional<String> url() {
        return Optional.ofNullable(url);
    }

    Optional<Path> data() {
        return Optional.ofNullable(data);
    }
}
