package dev.mintmark.cli;

import dev.mintmark.cli.terminal.Terminal;

import picocli.CommandLine.Command;

import java.util.concurrent.Callable;

@Command(
        name = "demo",
        description = {
            "Take the guided tour: sign in, refresh, reuse, rotate, revoke.",
            "Starts an authority of its own in a temporary folder and leaves nothing behind."
        })
final class Demo implements Callable<Integer> {
    private final Terminal terminal;

    Demo(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return terminal.failed("this build holds no authority yet.");
    }
}
