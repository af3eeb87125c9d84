package dev.mintmark.cli;

import dev.mintmark.cli.admin.AdminRequest;
import dev.mintmark.cli.admin.Body;
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

@Command(name = "token", description = "Tokens: inspect, verify, revoke.")
final class TokenCommands {
    private final Terminal terminal;
    private final AdminDesk admin;

    TokenCommands(Terminal terminal, AdminDesk admin) {
        this.terminal = terminal;
        this.admin = admin;
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

    @Command(
            name = "revoke",
            description = {
                "Have a token count no more. It is read from standard input.",
                "A refresh token takes its session with it; an access token dies alone."
            })
    int revoke(
            @Option(
                            names = "--jti",
                            paramLabel = "ID",
                            description = "An access token by its 'jti'; nothing is read then.")
                    @Nullable String jti,
            @Mixin Target target,
            @Mixin Json json) {
        if (jti != null) {
            return revoke(target, json, new Body().text("jti", jti));
        }
        return switch (StandardInput.read(terminal.in(), "one token")) {
            case StandardInput.Unusable(var why) -> terminal.failed(why);
            case StandardInput.Line(var token) ->
                    revoke(target, json, new Body().secret("token", token));
        };
    }

    private int revoke(Target target, Json json, Body body) {
        return admin.show(
                target,
                json,
                AdminRequest.write("revocations").with(body),
                answer ->
                        terminal.say(
                                switch (answer.text("revoked")) {
                                    case "session" -> "The session of this token is over.";
                                    case "access_token" -> "The token counts no more.";
                                    default -> "This is no living token; nothing was changed.";
                                }));
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
