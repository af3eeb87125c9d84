package dev.mintmark.cli;

import dev.mintmark.cli.demo.Stage;
import dev.mintmark.cli.terminal.ExitCode;
import dev.mintmark.cli.terminal.Terminal;

import picocli.CommandLine.Command;

import java.util.concurrent.Callable;

@Command(
        name = "demo",
        description = {
            "Take the guided tour: sign in, call a service, refresh, rotate a key, catch a thief.",
            "Starts an authority of its own in a temporary folder and leaves nothing behind."
        })
final class Demo implements Callable<Integer> {
    private final Terminal terminal;

    Demo(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return new Stage(terminal.out(), terminal.clock())
                .play()
                .map(why -> terminal.failed("the tour broke off: " + why))
                .orElse(ExitCode.DONE);
    }
}
