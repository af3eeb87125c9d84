package dev.mintmark.cli.admin;

import dev.mintmark.cli.terminal.Secret;
import dev.mintmark.cli.web.HttpAddress;

import java.nio.file.Path;

/// Where the authority of a command is.
public sealed interface Located {
    /// It answers at this address, to this key.
    record Running(HttpAddress baseUrl, Secret adminKey) implements Located {}

    /// This data directory belongs to nobody at the moment.
    record Idle(Path data) implements Located {}

    /// The sentence says what to do about it.
    record Nowhere(String why) implements Located {}

    /// Wrong usage: something given makes no sense.
    record Misused(String why) implements Located {}
}
