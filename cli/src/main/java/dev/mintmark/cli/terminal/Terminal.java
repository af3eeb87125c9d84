package dev.mintmark.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// What a command knows of the world: data goes to `out`, words for people go to `err`.
public record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Path folder,
        Prompt prompt,
        InstantSource clock) {

    /// The streams of this process. Both speak UTF-8 whatever the locale: JSON is UTF-8, and a
    /// container without a locale would otherwise turn every foreign letter into a question mark.
    public static Terminal ofThisProcess() {
        return new Terminal(
                System.in,
                utf8(new FileOutputStream(FileDescriptor.out)),
                utf8(new FileOutputStream(FileDescriptor.err)),
                System.getenv(),
                Path.of(""),
                Prompt.ofThisProcess(),
                InstantSource.system());
    }

    public static PrintStream utf8(OutputStream stream) {
        return new PrintStream(new BufferedOutputStream(stream), true, StandardCharsets.UTF_8);
    }

    /// An environment variable; one that is set to nothing counts as not set.
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /// A sentence for the person, never for the next program in the pipe.
    public void say(String sentence) {
        err.println(Printable.of(sentence));
    }

    /// Says why a command did not do what was asked.
    public int failed(String why) {
        say("mintmark: " + why);
        return ExitCode.FAILED;
    }

    /// Says what is wrong with the way the command was called.
    public int misused(String why) {
        say("mintmark: " + why);
        return ExitCode.MISUSED;
    }
}
