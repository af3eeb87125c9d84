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

import java.util.Optional;

@Command(name = "session", description = "Sessions: list, show, revoke, revoke-all.")
final class SessionCommands {
    private final Terminal terminal;
    private final AdminDesk admin;

    SessionCommands(Terminal terminal, AdminDesk admin) {
        this.terminal = terminal;
        this.admin = admin;
    }

    @Command(name = "list", description = "List the sessions, of one account or of all.")
    int list(
            @Option(names = "--user", paramLabel = "NAME", description = "Only of this account.")
                    @Nullable String user,
            @Mixin Page page,
            @Mixin Target target,
            @Mixin Json json) {
        var request = AdminRequest.read("sessions").where("user", Optional.ofNullable(user));
        return admin.show(target, json, page.of(request), this::showAll);
    }

    @Command(name = "show", description = "Show one session: whose, where from, until when.")
    int show(
            @Parameters(paramLabel = "ID", description = "The id from 'session list'.") String id,
            @Mixin Target target,
            @Mixin Json json) {
        return admin.show(target, json, AdminRequest.read("sessions", id), this::showOne);
    }

    @Command(
            name = "revoke",
            description = "End one session: its refresh token stops working at once.")
    int revoke(
            @Parameters(paramLabel = "ID", description = "The id from 'session list'.") String id,
            @Mixin Target target,
            @Mixin Json json) {
        return admin.confirm(
                target,
                json,
                AdminRequest.delete("sessions", id),
                Document.of("id", id, "revoked"),
                "Session " + id + " is revoked.");
    }

    @Command(
            name = "revoke-all",
            description = {
                "End all sessions, of one account or of everybody.",
                "No token issued until now counts any more."
            })
    int revokeAll(
            @Option(names = "--user", paramLabel = "NAME", description = "Only of this account.")
                    @Nullable String user,
            @Mixin Target target,
            @Mixin Json json) {
        return admin.show(
                target,
                json,
                AdminRequest.write("sessions", "revoke-all").with(new Body().text("user", user)),
                answer ->
                        terminal.say(
                                "Sessions revoked: %d. No token issued before %s counts."
                                        .formatted(
                                                answer.number("revoked"),
                                                answer.text("not_before"))));
    }

    private void showAll(Document answer) {
        var sessions = answer.documents("sessions");
        if (sessions.isEmpty()) {
            terminal.say("There are no sessions.");
            return;
        }
        var table = new Table("ID", "USER", "CLIENT", "DEVICE", "NETWORK", "STATE", "LAST SEEN");
        for (var session : sessions) {
            table.row(
                    session.text("id"),
                    session.text("user").isEmpty() ? session.text("sub") : session.text("user"),
                    session.text("client_id"),
                    session.text("device"),
                    session.text("network"),
                    session.flag("live") ? "live" : "ended",
                    session.text("last_seen"));
        }
        table.print(terminal.out());
        Page.sayMore(terminal, answer);
    }

    private void showOne(Document session) {
        boolean live = session.flag("live");
        new Sheet()
                .line("id", session.text("id"))
                .line("user", session.text("user"))
                .line("sub", session.text("sub"))
                .line("client", session.text("client_id"))
                .line("scope", session.text("scope"))
                .line("device", session.text("device"))
                .line("network", session.text("network"))
                .line("state", live ? "live" : "ended")
                .line("signed in", session.text("created_at"))
                .line("last seen", session.text("last_seen"))
                .line("expires", live ? session.text("expires_at") : "")
                .line("ended", session.text("ended_at"))
                .line("because", session.text("end_reason"))
                .print(terminal.out());
    }
}
