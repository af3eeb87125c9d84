package dev.mintmark.cli.admin;

import dev.mintmark.cli.terminal.Secret;
import dev.mintmark.cli.web.HttpAddress;

import java.nio.file.Path;

/// Starts an authority on a data directory that belongs to nobody at the moment.
@FunctionalInterface
public interface Bootstrap {
    Started start(Path data);

    sealed interface Started {
        /// It answers until closed.
        non-sealed interface Running extends Started, AutoCloseable {
            HttpAddress baseUrl();

            Secret adminKey();

            @Override
            void close();
        }

        record Failed(String why) implements Started {}
    }
}
