package dev.mintmark.cli.admin;

import dev.mintmark.cli.settings.SettingsHere;
import dev.mintmark.cli.terminal.Secret;
import dev.mintmark.cli.web.HttpAddress;

import java.util.List;

/// Starts an authority on a data directory that belongs to nobody at the moment.
@FunctionalInterface
public interface Bootstrap {
    Started start(SettingsHere here, Where where);

    /// What there must be before a command may start an authority of its own.
    enum Where {
        /// A command that only looks must not set up an authority because of a mistyped directory.
        DATA_ONLY,
        /// The first account or client may come before the first `serve`.
        ANYWHERE
    }

    sealed interface Started {
        /// It answers until closed.
        non-sealed interface Running extends Started, AutoCloseable {
            HttpAddress baseUrl();

            Secret adminKey();

            @Override
            void close();
        }

        record Failed(String why) implements Started {}

        /// No authority can run with these settings.
        record Unusable(List<String> problems) implements Started {
            public Unusable {
                problems = List.copyOf(problems);
            }
        }
    }
}
