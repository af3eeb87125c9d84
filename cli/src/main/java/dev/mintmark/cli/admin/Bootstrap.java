package dev.mintmark.cli.admin;

import dev.mintmark.cli.terminal.Secret;

import java.net.URI;
import java.nio.file.Path;

/// Starts an authority on a data directory that belongs to nobody at the moment.
@FunctionalInterface
public interface Bootstrap {
    Started start(Path data);

    sealed interface Started {
        /// It answers until closed.
        non-sealed interface Running extends Started, AutoCloseable {
            URI baseUrl();

            Secret adminKey();

            @Override
            void close();
        }

        record Failed(String why) implements Started {}
    }
}
