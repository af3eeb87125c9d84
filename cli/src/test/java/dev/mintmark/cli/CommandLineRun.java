package dev.mintmark.cli;

import dev.mintmark.cli.admin.Bootstrap;
import dev.mintmark.cli.admin.OwnAuthority;
import dev.mintmark.cli.terminal.Prompt;
import dev.mintmark.cli.terminal.Secret;
import dev.mintmark.cli.terminal.Terminal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// One run of the command line inside the test: what goes in is set up front, what came out is read
/// afterwards.
final class CommandLineRun {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Map<String, String> environment = new HashMap<>();
    private byte[] input = new byte[0];
    private Prompt keyboard = _ -> Optional.empty();
    private Path folder = Path.of("target", "no-such-folder");
    private Function<Terminal, Bootstrap> bootstrap =
            _ -> (_, _) -> new Bootstrap.Started.Failed("no authority runs here.");

    /// What a run left: its exit code and the text of its two streams.
    record Outcome(int exitCode, String out, String err) {}

    /// A run that knows the authority by its address and key, as a script would be told.
    static CommandLineRun against(AdminApiStandIn authority) {
        return new CommandLineRun()
                .with("MINTMARK_URL", authority.url())
                .with("MINTMARK_ADMIN_KEY", AdminApiStandIn.KEY);
    }

    CommandLineRun with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    CommandLineRun input(String text) {
        input = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    CommandLineRun in(Path currentFolder) {
        folder = currentFolder;
        return this;
    }

    CommandLineRun typing(String... answers) {
        var left = new ArrayDeque<>(List.of(answers));
        keyboard = _ -> Optional.ofNullable(left.poll()).map(Secret::of);
        return this;
    }

    CommandLineRun starting(Bootstrap own) {
        bootstrap = _ -> own;
        return this;
    }

    /// As outside of tests: with a real authority inside the process.
    CommandLineRun startingItsOwn() {
        bootstrap = OwnAuthority::new;
        return this;
    }

    Outcome run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal =
                new Terminal(
                        new ByteArrayInputStream(input),
                        Terminal.utf8(out),
                        Terminal.utf8(err),
                        environment,
                        folder,
                        keyboard,
                        InstantSource.fixed(NOW));
        int exitCode = MintmarkCommand.line(terminal, bootstrap.apply(terminal)).execute(arguments);
        terminal.out().flush();
        terminal.err().flush();
        return new Outcome(
                exitCode,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }
}
