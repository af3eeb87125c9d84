package dev.mintmark.cli.settings;

import dev.mintmark.server.config.SecretSetting;
import dev.mintmark.server.source.SecretSources;

import java.nio.file.Path;
import java.util.List;

/// Where the authority of some settings keeps its files, and how to get in.
public sealed interface Whereabouts {
    /// @param named whether anything was set that says an authority belongs here
    record Known(Path data, boolean named, SecretSetting adminKey, SecretSources sources)
            implements Whereabouts {}

    record Unusable(List<String> problems) implements Whereabouts {
        public Unusable {
            problems = List.copyOf(problems);
        }
    }
}
