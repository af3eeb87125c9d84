package dev.mintmark.cli;

import dev.mintmark.cli.admin.AdminRequest;
import dev.mintmark.cli.admin.Body;
import dev.mintmark.cli.admin.Document;
import dev.mintmark.cli.terminal.SecretEntry;
import dev.mintmark.cli.terminal.Sheet;
import dev.mintmark.cli.terminal.Table;
import dev.mintmark.cli.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "client", description = "OAuth clients: add, list, rotate-secret.")
final class ClientCommands {
    private final Terminal terminal;
    private final AdminDesk admin;

    ClientCommands(Terminal terminal, AdminDesk admin) {
        this.terminal = terminal;
        this.admin = admin;
    }

    @Command(
            name = "add",
            description = {
                "Add a client. Unless it is public or brings a secret, one is made and printed.",
                "Options that name a value may be repeated."
            })
    int add(
            @Parameters(paramLabel = "ID", description = "The client_id.") String id,
            @Option(names = "--secret-stdin", description = "Read the secret from standard input.")
                    boolean secretOnStdin,
            @Mixin ClientOptions options,
            @Mixin Target target,
            @Mixin Json json) {
        if (!secretOnStdin) {
            return add(options.body(id), target, json);
        }
        if (options.isPublic()) {
            return terminal.misused(
                    "a public client has no secret: leave out --public or --secret-stdin.");
        }
        return switch (SecretEntry.fromStandardInput(terminal, "the client secret")) {
            case SecretEntry.Missing(var why) -> terminal.misused(why);
            case SecretEntry.Entered(var secret) ->
                    add(options.body(id).secret("secret", secret), target, json);
        };
    }

    private int add(Body body, Target target, Json json) {
        return admin.show(target, json, AdminRequest.write("clients").with(body), this::showAdded);
    }

    @Command(name = "list", description = "List the clients.")
    int list(@Mixin Page page, @Mixin Target target, @Mixin Json json) {
        return admin.show(target, json, page.of(AdminRequest.read("clients")), this::showAll);
    }

    @Command(
            name = "rotate-secret",
            description = "Replace the secret of a client; prints the new one once.")
    int rotateSecret(
            @Parameters(paramLabel = "ID", description = "The client_id.") String id,
            @Mixin Target target,
            @Mixin Json json) {
        return admin.show(
                target,
                json,
                AdminRequest.write("clients", id, "rotate-secret"),
                client -> {
                    showSecret(client);
                    terminal.say("Client " + id + " has a new secret.");
                });
    }

    private void showAdded(Document client) {
        showSecret(client);
        terminal.say("Client " + client.text("id") + " is ready.");
    }

    private void showSecret(Document client) {
        new Sheet()
                .line("client_id", client.text("id"))
                .line("client_secret", client.text("secret"))
                .print(terminal.out());
        if (!client.text("secret").isEmpty()) {
            terminal.say("Keep the secret now: it is stored hashed and cannot be shown again.");
        }
    }

    private void showAll(Document answer) {
        var clients = answer.documents("clients");
        if (clients.isEmpty()) {
            terminal.say("There are no clients yet. Add one with 'mintmark client add ID'.");
            return;
        }
        var table = new Table("ID", "TYPE", "GRANTS", "SCOPES", "AUDIENCES", "STATE", "CREATED");
        for (var client : clients) {
            table.row(
                    client.text("id"),
                    client.flag("public") ? "public" : "confidential",
                    client.words("grants"),
                    client.words("scopes"),
                    client.words("audiences"),
                    client.flag("disabled") ? "disabled" : "active",
                    client.text("created_at"));
        }
        table.print(terminal.out());
        Page.sayMore(terminal, answer);
    }
}
