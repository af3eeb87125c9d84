package dev.mintmark.cli;

import dev.mintmark.cli.admin.AdminRequest;
import dev.mintmark.cli.admin.Body;
import dev.mintmark.cli.admin.Document;
import dev.mintmark.cli.terminal.SecretEntry;
import dev.mintmark.cli.terminal.Sheet;
import dev.mintmark.cli.terminal.Table;
import dev.mintmark.cli.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Optional;

@Command(name = "user", description = "Accounts: add, list, disable, set-password.")
final class UserCommands {
    private static final String PASSWORD_STDIN = "--password-stdin";

    private final Terminal terminal;
    private final AdminDesk admin;

    UserCommands(Terminal terminal, AdminDesk admin) {
        this.terminal = terminal;
        this.admin = admin;
    }

    @Command(name = "add", description = "Add an account; asks for its password.")
    int add(
            @Parameters(paramLabel = "NAME", description = "The name to sign in with.") String name,
            @Option(names = PASSWORD_STDIN, description = "Read the password from standard input.")
                    boolean passwordOnStdin,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            description = "A role of the account; may be repeated.")
                    @Nullable List<String> roles,
            @Mixin Target target,
            @Mixin Json json) {
        return switch (password(passwordOnStdin)) {
            case SecretEntry.Missing(var why) -> terminal.misused(why);
            case SecretEntry.Entered(var password) -> {
                var body =
                        new Body()
                                .text("name", name)
                                .secret("password", password)
                                .words("roles", roles);
                yield admin.show(
                        target, json, AdminRequest.write("users").with(body), this::showAdded);
            }
        };
    }

    @Command(name = "list", description = "List the accounts.")
    int list(
            @Option(
                            names = "--prefix",
                            paramLabel = "TEXT",
                            description = "Only accounts whose names begin so.")
                    @Nullable String prefix,
            @Mixin Page page,
            @Mixin Target target,
            @Mixin Json json) {
        var request = AdminRequest.read("users").where("prefix", Optional.ofNullable(prefix));
        return admin.show(target, json, page.of(request), this::showAll);
    }

    @Command(
            name = "disable",
            description = "Bar an account: its sessions end and it cannot sign in any more.")
    int disable(
            @Parameters(paramLabel = "NAME", description = "The name of the account.") String name,
            @Mixin Target target,
            @Mixin Json json) {
        return admin.show(
                target,
                json,
                AdminRequest.write("users", name, "disable"),
                _ -> terminal.say("Account " + name + " is disabled."));
    }

    @Command(name = "set-password", description = "Give an account a new password; asks for it.")
    int setPassword(
            @Parameters(paramLabel = "NAME", description = "The name of the account.") String name,
            @Option(names = PASSWORD_STDIN, description = "Read the password from standard input.")
                    boolean passwordOnStdin,
            @Mixin Target target,
            @Mixin Json json) {
        return switch (password(passwordOnStdin)) {
            case SecretEntry.Missing(var why) -> terminal.misused(why);
            case SecretEntry.Entered(var password) ->
                    admin.confirm(
                            target,
                            json,
                            AdminRequest.write("users", name, "password")
                                    .with(new Body().secret("password", password)),
                            Document.of("name", name, "password_changed"),
                            "Account " + name + " has a new password.");
        };
    }

    private SecretEntry password(boolean onStandardInput) {
        return onStandardInput
                ? SecretEntry.fromStandardInput(terminal, "the password")
                : SecretEntry.fromKeyboard(terminal, "password", PASSWORD_STDIN);
    }

    private void showAdded(Document user) {
        new Sheet()
                .line("name", user.text("name"))
                .line("id", user.text("id"))
                .line("roles", user.words("roles"))
                .print(terminal.out());
        terminal.say("Account " + user.text("name") + " is ready.");
    }

    private void showAll(Document answer) {
        var users = answer.documents("users");
        if (users.isEmpty()) {
            terminal.say("There are no accounts yet. Add one with 'mintmark user add NAME'.");
            return;
        }
        var table = new Table("NAME", "ROLES", "STATE", "CREATED", "ID");
        for (var user : users) {
            table.row(
                    user.text("name"),
                    user.words("roles"),
                    user.flag("disabled") ? "disabled" : "active",
                    user.text("created_at"),
                    user.text("id"));
        }
        table.print(terminal.out());
        Page.sayMore(terminal, answer);
    }
}
