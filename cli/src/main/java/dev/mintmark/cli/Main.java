package dev.mintmark.cli;

/// Entry point of the `mintmark` command.
final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.err.println("mintmark: no command is here yet.");
        System.exit(2);
    }
}
