package dev.mintmark.cli.settings;

import dev.mintmark.cli.terminal.ExitCode;
import dev.mintmark.cli.terminal.Terminal;

import java.util.List;

/// Wrong usage, wherever the settings came from: trying again will not help, and a supervisor can
/// tell that from the exit code.
public final class UnusableSettings {
    private UnusableSettings() {}

    public static int refuse(Terminal terminal, List<String> problems) {
        terminal.say("mintmark: these settings cannot be used:");
        problems.forEach(problem -> terminal.say("  " + problem));
        return ExitCode.MISUSED;
    }
}
