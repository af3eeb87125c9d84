package dev.mintmark.cli;

import dev.mintmark.cli.terminal.Terminal;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// What no command foresaw: our fault, so a person gets a sentence, and a stack trace only on
/// request.
final class Surprise implements IExecutionExceptionHandler {
    private final Terminal terminal;

    Surprise(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleExecutionException(Exception fault, CommandLine line, ParseResult parsed) {
        if (terminal.variable("MINTMARK_DEBUG").isPresent()) {
            fault.printStackTrace(terminal.err());
        }
        var what =
                fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
        return terminal.failed(
                "this should not have happened: " + what + " (MINTMARK_DEBUG=1 shows where)");
    }
}
