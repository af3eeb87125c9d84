package dev.mintmark.cli.admin;

import dev.mintmark.cli.settings.SettingsHere;
import dev.mintmark.cli.terminal.Secret;
import dev.mintmark.cli.web.HttpAddress;

import java.util.List;

/// Where the authority of a command is.
public sealed interface Located {
    /// It answers at this address, to this key.
    record Running(HttpAddress baseUrl, Secret adminKey) implements Located {}

    /// The data directory of these settings belongs to nobody at the moment.
    record Idle(SettingsHere settings) implements Located {}

    /// The sentence says what to do about it.
    record Nowhere(String why) implements Located {}

    /// Wrong usage: something given makes no sense.
    record Misused(String why) implements Located {}

    /// Wrong usage: the settings that would tell cannot be used.
    record Unusable(List<String> problems) implements Located {
        public Unusable {
            problems = List.copyOf(problems);
        }
    }
}
