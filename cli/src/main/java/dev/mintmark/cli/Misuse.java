package dev.mintmark.cli;

import dev.mintmark.cli.terminal.ExitCode;
import dev.mintmark.cli.terminal.Terminal;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.List;
import java.util.regex.Pattern;

/// Wrong usage: one sentence, and where to read more.
///
/// An argument that nobody expected is not repeated: it may be the password or the token that
/// somebody thought belongs there, and standard error ends up in logs.
final class Misuse implements IParameterExceptionHandler {
    private static final Pattern A_WORD = Pattern.compile("[a-z-]{1,20}");

    private final Terminal terminal;

    Misuse(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(ParameterException problem, String[] arguments) {
        var line = problem.getCommandLine();
        if (arguments.length == 0) {
            line.usage(terminal.err());
            return ExitCode.MISUSED;
        }
        terminal.misused(sentence(problem, line));
        if (problem instanceof UnmatchedArgumentException unmatched) {
            suggestions(unmatched);
        }
        terminal.say("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.MISUSED;
    }

    private static String sentence(ParameterException problem, CommandLine line) {
        if (problem instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched.getUnmatched().getFirst(), line);
        }
        if (problem instanceof MissingParameterException missing) {
            return missing(missing);
        }
        if (problem.getArgSpec() instanceof OptionSpec option) {
            return "the value of "
                    + option.longestName()
                    + " cannot be used; expected "
                    + option.paramLabel()
                    + ".";
        }
        // Only a group without its command is left, such as 'mintmark user'.
        return "'"
                + line.getCommandSpec().qualifiedName()
                + "' needs a command: "
                + commands(line)
                + ".";
    }

    private static String missing(MissingParameterException problem) {
        var names = problem.getMissing().stream().map(Misuse::name).toList();
        return names.isEmpty()
                ? "something is missing."
                : "missing: " + String.join(", ", names) + ".";
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName() + " " + option.paramLabel()
                : argument.paramLabel();
    }

    private static String unmatched(String argument, CommandLine line) {
        if (argument.startsWith("--")) {
            int value = argument.indexOf('=');
            return "unknown option " + (value < 0 ? argument : argument.substring(0, value)) + ".";
        }
        if (argument.startsWith("-") && argument.length() > 1) {
            return "unknown option " + argument.substring(0, 2) + ".";
        }
        if (argument.startsWith("eyJ")) {
            return "a token is read from standard input, since arguments can be seen by others.";
        }
        if (!line.getSubcommands().isEmpty()) {
            return A_WORD.matcher(argument).matches()
                    ? "unknown command '" + argument + "'."
                    : "that is not one of its commands.";
        }
        return "there is an argument too many; secrets are never given as arguments.";
    }

    private void suggestions(UnmatchedArgumentException problem) {
        var close = problem.getSuggestions();
        if (!close.isEmpty()) {
            terminal.say("Did you mean: " + String.join(" or ", close) + "?");
        }
    }

    private static String commands(CommandLine line) {
        return String.join(", ", List.copyOf(line.getSubcommands().keySet()));
    }
}
