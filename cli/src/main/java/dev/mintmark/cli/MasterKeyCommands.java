package dev.mintmark.cli;

import dev.mintmark.cli.admin.AdminRequest;
import dev.mintmark.cli.admin.Body;
import dev.mintmark.cli.admin.Document;
import dev.mintmark.cli.terminal.Table;
import dev.mintmark.cli.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "master-key",
        description = "The master key, under which everything rests: status, rotate.")
final class MasterKeyCommands {
    private final Terminal terminal;
    private final AdminDesk admin;

    MasterKeyCommands(Terminal terminal, AdminDesk admin) {
        this.terminal = terminal;
        this.admin = admin;
    }

    @Command(
            name = "status",
            description = {
                "Show which master keys the authority has, and what opens with which.",
                "Every key is tried on everything. Keys show as fingerprints."
            })
    int status(@Mixin Target target, @Mixin Json json) {
        return admin.show(target, json, AdminRequest.read("master-key"), this::showAll);
    }

    @Command(
            name = "rotate",
            description = {
                "Seal everything under the newest master key, the last one in its source.",
                "The source is read again first. All at once or not at all; nothing stops meanwhile."
            })
    int rotate(
            @Option(
                            names = "--reason",
                            paramLabel = "TEXT",
                            description = "Why, for whoever reads the log later.")
                    @Nullable String reason,
            @Mixin Target target,
            @Mixin Json json) {
        return admin.show(
                target,
                json,
                AdminRequest.write("master-key", "rotate").with(new Body().text("reason", reason)),
                answer ->
                        terminal.say(
                                answer.number("resealed") == 0
                                        ? "Everything is sealed under the master key %s already."
                                                .formatted(answer.text("fingerprint"))
                                        : "%d secrets are sealed under the master key %s now."
                                                .formatted(
                                                        answer.number("resealed"),
                                                        answer.text("fingerprint"))));
    }

    private void showAll(Document answer) {
        var keys = new Table("MASTER KEY", "SEALS");
        for (var key : answer.documents("master_keys")) {
            keys.row(key.text("fingerprint"), key.flag("current") ? "yes" : "");
        }
        keys.print(terminal.out());
        terminal.out().println();
        var things = new Table("SEALED", "NAME", "OPENS WITH");
        for (var thing : answer.documents("sealed")) {
            var opening = thing.texts("opens_with");
            things.row(
                    thing.text("kind"),
                    thing.text("name"),
                    opening.isEmpty() ? "none of these" : String.join(", ", opening));
        }
        things.print(terminal.out());
    }
}
