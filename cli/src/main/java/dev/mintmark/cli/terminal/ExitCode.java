package dev.mintmark.cli.terminal;

/// The three ways a command ends; scripts rely on them.
public final class ExitCode {
    public static final int DONE = 0;

    /// What was asked for failed or was refused.
    public static final int FAILED = 1;

    /// The command was called in a way that makes no sense.
    public static final int MISUSED = 2;

    private ExitCode() {}
}
