package dev.mintmark.cli;

import dev.mintmark.cli.admin.OwnAuthority;
import dev.mintmark.cli.terminal.Terminal;

/// Where the `mintmark` command begins and ends.
final class Main {
    private Main() {}

    public static void main(String[] args) {
        var terminal = Terminal.ofThisProcess();
        int exitCode = MintmarkCommand.line(terminal, new OwnAuthority(terminal)).execute(args);
        terminal.out().flush();
        System.exit(exitCode);
    }
}
