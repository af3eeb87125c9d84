package dev.mintmark.cli;

import dev.mintmark.cli.admin.AdminRequest;
import dev.mintmark.cli.admin.Document;
import dev.mintmark.cli.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.Optional;

/// Which part of a long list is wanted.
final class Page {
    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many to list, up to 1000; 100 without it.")
    private @Nullable Integer limit;

    @Option(
            names = "--after",
            paramLabel = "PLACE",
            description = "Go on after this one, which the list before named.")
    private @Nullable String after;

    AdminRequest of(AdminRequest list) {
        return list.where("limit", Optional.ofNullable(limit).map(String::valueOf))
                .where("after", Optional.ofNullable(after));
    }

    /// Says how to go on, when there are more.
    static void sayMore(Terminal terminal, Document answer) {
        var next = answer.text("next");
        if (!next.isEmpty()) {
            terminal.say("There are more: --after '" + next + "' goes on.");
        }
    }
}
