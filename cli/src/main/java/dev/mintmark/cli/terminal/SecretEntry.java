package dev.mintmark.cli.terminal;

/// How a command comes by a secret: from standard input when told so, else from the person at the
/// keyboard. Never from an argument.
public sealed interface SecretEntry {
    record Entered(Secret secret) implements SecretEntry {}

    /// The sentence says how to give the secret.
    record Missing(String why) implements SecretEntry {}

    static SecretEntry fromStandardInput(Terminal terminal, String what) {
        return switch (StandardInput.read(terminal.in(), "one line with " + what)) {
            case StandardInput.Line(var text) -> new Entered(text);
            case StandardInput.Unusable(var why) -> new Missing(why);
        };
    }

    /// Asks twice, because nobody sees what is typed.
    static SecretEntry fromKeyboard(Terminal terminal, String what, String option) {
        var first = terminal.prompt().secret("New " + what + ": ");
        if (first.isEmpty()) {
            return new Missing(
                    "there is no terminal to ask for the "
                            + what
                            + "; pipe it in and add "
                            + option
                            + ".");
        }
        if (first.get().reveal().isEmpty()) {
            return new Missing("the " + what + " is empty.");
        }
        var second = terminal.prompt().secret("Once more: ");
        if (second.isEmpty() || !second.get().reveal().equals(first.get().reveal())) {
            return new Missing("the two entries differ; nothing was changed.");
        }
        return new Entered(first.get());
    }
}
