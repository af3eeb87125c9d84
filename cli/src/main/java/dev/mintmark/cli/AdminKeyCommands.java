package dev.mintmark.cli;

import dev.mintmark.cli.admin.AdminRequest;
import dev.mintmark.cli.admin.Body;
import dev.mintmark.cli.admin.Document;
import dev.mintmark.cli.terminal.Sheet;
import dev.mintmark.cli.terminal.Table;
import dev.mintmark.cli.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;

@Command(name = "admin-key", description = "Keys of the admin API: add, list, revoke.")
final class AdminKeyCommands {
    private final Terminal terminal;
    private final AdminDesk admin;

    AdminKeyCommands(Terminal terminal, AdminDesk admin) {
        this.terminal = terminal;
        this.admin = admin;
    }

    @Command(
            name = "add",
            description = {
                "Make an admin key; it is printed once.",
                "It may do no more than the key that makes it, and lives no longer."
            })
    int add(
            @Parameters(paramLabel = "NAME", description = "Who or what will have it.") String name,
            @Option(
                            names = "--scope",
                            paramLabel = "SCOPE",
                            required = true,
                            description =
                                    "What it is good for, such as users:read; may be repeated."
                                            + " 'all' is everything.")
                    List<String> scopes,
            @Option(
                            names = "--expires-at",
                            paramLabel = "TIME",
                            description = "When it stops working, such as 2030-01-01T00:00:00Z.")
                    @Nullable String expiresAt,
            @Mixin Target target,
            @Mixin Json json) {
        var body =
                new Body().text("name", name).words("scopes", scopes).text("expires_at", expiresAt);
        return admin.show(
                target, json, AdminRequest.write("admin-keys").with(body), this::showAdded);
    }

    @Command(name = "list", description = "List the admin keys, and when each was last used.")
    int list(@Mixin Target target, @Mixin Json json) {
        return admin.show(target, json, AdminRequest.read("admin-keys"), this::showAll);
    }

    @Command(name = "revoke", description = "Have an admin key open nothing any more.")
    int revoke(
            @Parameters(paramLabel = "ID", description = "The id from 'admin-key list'.") String id,
            @Mixin Target target,
            @Mixin Json json) {
        return admin.confirm(
                target,
                json,
                AdminRequest.delete("admin-keys", id),
                Document.of("id", id, "revoked"),
                "Admin key " + id + " is revoked.");
    }

    private void showAdded(Document key) {
        new Sheet()
                .line("id", key.text("id"))
                .line("scopes", key.words("scopes"))
                .line("expires", key.text("expires_at"))
                .line("admin_key", key.text("admin_key"))
                .print(terminal.out());
        terminal.say("Keep the key now: it is stored hashed and cannot be shown again.");
    }

    private void showAll(Document answer) {
        var keys = answer.documents("admin_keys");
        if (keys.isEmpty()) {
            terminal.say("No admin keys are stored; the one in use comes from the settings.");
            return;
        }
        var table = new Table("ID", "NAME", "SCOPES", "STATE", "EXPIRES", "LAST USED");
        for (var key : keys) {
            table.row(
                    key.text("id"),
                    key.text("name"),
                    key.words("scopes"),
                    state(key),
                    key.text("expires_at"),
                    key.text("last_used_at"));
        }
        table.print(terminal.out());
    }

    private static String state(Document key) {
        if (key.flag("good")) {
            return "good";
        }
        return key.text("revoked_at").isEmpty() ? "expired" : "revoked";
    }
}
