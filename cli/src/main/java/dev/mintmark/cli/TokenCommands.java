package dev.mintmark.cli;

import dev.mintmark.cli.terminal.ExitCode;
import dev.mintmark.cli.terminal.StandardInput;
import dev.mintmark.cli.terminal.Terminal;
import dev.mintmark.cli.token.ClaimText;
import dev.mintmark.cli.token.Inspection;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "token", description = "Look at a token: inspect, verify.")
final class TokenCommands {
    private final Terminal terminal;

    TokenCommands(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(
            name = "inspect",
            description = {
                "Show what a token says, offline. The token is read from standard input.",
                "Nothing is verified: anybody can write a token that says anything."
            })
    int inspect(@Mixin Json json) {
        return switch (StandardInput.read(terminal.in(), "one token")) {
            case StandardInput.Unusable(var why) -> terminal.failed(why);
            case StandardInput.Line(var token) ->
                    switch (Inspection.of(token.reveal().strip())) {
                        case Inspection.NotAToken(var why) -> terminal.failed(why);
                        case Inspection.Unverified seen -> show(seen, json);
                    };
        };
    }

    private int show(Inspection.Unverified seen, Json json) {
        terminal.say("NOT VERIFIED: this is what the token says, not what is true.");
        if (json.wanted()) {
            terminal.out().println(seen.json());
            return ExitCode.DONE;
        }
        var now = terminal.clock().instant();
        terminal.out().println("header");
        ClaimText.sheet(seen.header(), now).print(terminal.out());
        terminal.out().println("claims");
        ClaimText.sheet(seen.claims(), now).print(terminal.out());
        return ExitCode.DONE;
    }
}
