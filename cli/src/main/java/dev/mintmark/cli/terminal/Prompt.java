package dev.mintmark.cli.terminal;

import java.io.Console;
import java.util.Arrays;
import java.util.Optional;

/// Asks the person at the keyboard, without showing what is typed.
@FunctionalInterface
public interface Prompt {
    /// Empty when nobody can be asked, or when the answer was the end of input.
    Optional<Secret> secret(String question);

    /// The keyboard of this process, when its input and output are a terminal.
    @SuppressWarnings(
            "SystemConsoleNull") // it does again from Java 25 on, when there is no terminal
    static Prompt ofThisProcess() {
        return question -> {
            Console console = System.console();
            if (console == null || !console.isTerminal()) {
                return Optional.empty();
            }
            char[] typed = console.readPassword("%s", question);
            if (typed == null) {
                return Optional.empty();
            }
            var secret = Secret.of(new String(typed));
            Arrays.fill(typed, ' ');
            return Optional.of(secret);
        };
    }
}
