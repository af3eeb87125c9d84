package dev.mintmark.cli;

import picocli.CommandLine.Option;

/// The option for programs that read what a command prints.
final class Json {
    @Option(names = "--json", description = "Print one JSON document and nothing else.")
    private boolean wanted;

    boolean wanted() {
        return wanted;
    }
}
