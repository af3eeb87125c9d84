package dev.mintmark.cli;

import dev.mintmark.cli.admin.Place;

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
                "Default: as the settings say, like 'mintmark serve'."
            })
    private @Nullable Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = {
                "File with the settings of that authority.",
                "Default: mintmark.yaml here, if there is one."
            })
    private @Nullable Path config;

    Place place() {
        return new Place(
                Optional.ofNullable(url), Optional.ofNullable(data), Optional.ofNullable(config));
    }
}
