package dev.mintmark.cli;

import dev.mintmark.cli.terminal.ExitCode;
import dev.mintmark.cli.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;

/// Unlike picocli's own, it follows a path: `mintmark help user add`.
@Command(name = "help", description = "Explain a command: help, help user, help user add.")
final class HelpCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command to explain.")
    private List<String> path = List.of();

    HelpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not filled in the command");
        }
        var line = spec.root().commandLine();
        for (var name : path) {
            var next = line.getSubcommands().get(name);
            if (next == null) {
                return terminal.misused(
                        "there is no command '"
                                + String.join(" ", path)
                                + "'; try 'mintmark help'.");
            }
            line = next;
        }
        line.usage(terminal.out());
        return ExitCode.DONE;
    }
}
