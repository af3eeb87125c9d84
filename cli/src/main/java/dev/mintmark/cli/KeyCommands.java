package dev.mintmark.cli;

import dev.mintmark.cli.admin.AdminRequest;
import dev.mintmark.cli.admin.Document;
import dev.mintmark.cli.terminal.Table;
import dev.mintmark.cli.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "keys", description = "Signing keys: list.")
final class KeyCommands {
    private final Terminal terminal;
    private final AdminDesk admin;

    KeyCommands(Terminal terminal, AdminDesk admin) {
        this.terminal = terminal;
        this.admin = admin;
    }

    @Command(name = "list", description = "List the keys and where each stands in its life.")
    int list(@Mixin Target target, @Mixin Json json) {
        return admin.show(target, json, AdminRequest.read("keys"), this::showAll);
    }

    private void showAll(Document answer) {
        var keys = answer.documents("keys");
        if (keys.isEmpty()) {
            terminal.say("There are no keys.");
            return;
        }
        var table = new Table("KID", "ALG", "USE", "STATE", "SINCE", "CREATED");
        for (var key : keys) {
            table.row(
                    key.text("kid"),
                    key.text("alg"),
                    key.text("use"),
                    key.text("state"),
                    key.text("since"),
                    key.text("created_at"));
        }
        table.print(terminal.out());
    }
}
