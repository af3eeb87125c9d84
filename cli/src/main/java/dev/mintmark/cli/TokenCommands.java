package dev.mintmark.cli;

import dev.mintmark.cli.terminal.ExitCode;
import dev.mintmark.cli.terminal.StandardInput;
import dev.mintmark.cli.terminal.Terminal;
import dev.mintmark.cli.token.ClaimText;
import dev.mintmark.cli.token.Inspection;
import dev.mintmark.cli.token.Judge;
import dev.mintmark.cli.token.Judgement;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;

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

    @Command(
            name = "verify",
            description = {
                "Judge an access token as a service would. The token is read from standard input.",
                "Exits with 0 only when the token can be trusted."
            })
    int verify(
            @Option(
                            names = "--issuer",
                            paramLabel = "URL",
                            defaultValue = "http://localhost:9400",
                            description = "Who must have issued it. Default: ${DEFAULT-VALUE}.")
                    String issuer,
            @Option(
                            names = "--audience",
                            paramLabel = "AUDIENCE",
                            defaultValue = "api",
                            description = "Whom it must be meant for. Default: ${DEFAULT-VALUE}.")
                    String audience,
            @Option(
                            names = "--jwks",
                            paramLabel = "FILE",
                            description = "A JWK Set to judge by, without asking the issuer.")
                    @Nullable Path jwks,
            @Mixin Json json) {
        return switch (judge(issuer, audience, jwks)) {
            case Judge.Misused(var why) -> terminal.misused(why);
            case Judge.NoKeys(var why) -> terminal.failed(why);
            case Judge.Ready ready ->
                    switch (StandardInput.read(terminal.in(), "one token")) {
                        case StandardInput.Unusable(var why) -> terminal.failed(why);
                        case StandardInput.Line(var token) ->
                                pronounce(ready.judge(token.reveal()), json);
                    };
        };
    }

    private Judge judge(String issuer, String audience, @Nullable Path jwks) {
        var clock = terminal.clock();
        return jwks == null
                ? Judge.byPublishedKeys(issuer, audience, clock)
                : Judge.byKeysIn(terminal.folder().resolve(jwks), issuer, audience, clock);
    }

    private int pronounce(Judgement judgement, Json json) {
        return switch (judgement) {
            case Judgement.Trusted trusted -> {
                show(trusted, json);
                yield ExitCode.DONE;
            }
            case Judgement.Refused refused -> {
                show(refused, json);
                yield ExitCode.FAILED;
            }
            case Judgement.Impossible(var why) -> terminal.failed(why);
        };
    }

    private void show(Judgement.Passed verdict, Json json) {
        if (json.wanted()) {
            terminal.out().println(verdict.json());
        } else {
            verdict.print(terminal);
        }
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
