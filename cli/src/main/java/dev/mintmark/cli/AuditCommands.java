package dev.mintmark.cli;

import dev.mintmark.cli.admin.AdminRequest;
import dev.mintmark.cli.admin.Answer;
import dev.mintmark.cli.admin.Document;
import dev.mintmark.cli.terminal.Printable;
import dev.mintmark.cli.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.StringJoiner;

@Command(name = "audit", description = "What happened: tail, export, verify.")
final class AuditCommands {
    private final Terminal terminal;
    private final AdminDesk admin;

    AuditCommands(Terminal terminal, AdminDesk admin) {
        this.terminal = terminal;
        this.admin = admin;
    }

    @Command(name = "tail", description = "Show the newest records, the newest last.")
    int tail(
            @Option(
                            names = "--count",
                            paramLabel = "N",
                            defaultValue = "20",
                            description = "How many, at most 1000. Default: ${DEFAULT-VALUE}.")
                    int count,
            @Option(
                            names = "--kind",
                            paramLabel = "KINDS",
                            description = "Only these kinds, separated by commas.")
                    @Nullable String kind,
            @Option(names = "--user", paramLabel = "NAME", description = "Only about this person.")
                    @Nullable String user,
            @Option(names = "--client", paramLabel = "ID", description = "Only about this client.")
                    @Nullable String client,
            @Option(
                            names = "--session",
                            paramLabel = "ID",
                            description = "Only about this session.")
                    @Nullable String session,
            @Option(
                            names = "--outcome",
                            paramLabel = "OUTCOME",
                            description = "Only 'success' or only 'failure'.")
                    @Nullable String outcome,
            @Option(
                            names = "--from",
                            paramLabel = "TIME",
                            description = "Only of this time or later: 2026-01-31T12:00:00Z.")
                    @Nullable String from,
            @Mixin Target target,
            @Mixin Json json) {
        var request =
                AdminRequest.read("audit")
                        .where("limit", Optional.of(Integer.toString(count)))
                        .where("kind", Optional.ofNullable(kind))
                        .where("user", Optional.ofNullable(user))
                        .where("client", Optional.ofNullable(client))
                        .where("session", Optional.ofNullable(session))
                        .where("outcome", Optional.ofNullable(outcome))
                        .where("from", Optional.ofNullable(from));
        return admin.show(target, json, request, this::show);
    }

    @Command(
            name = "export",
            description = {
                "Write records and seals as JSON lines, for keeping elsewhere.",
                "'mintmark audit verify FILE' examines them without the authority."
            })
    int export(
            @Option(
                            names = "--out",
                            paramLabel = "FILE",
                            description = "Where to. Default: standard output.")
                    @Nullable Path out,
            @Option(
                            names = "--key-out",
                            paramLabel = "FILE",
                            description = "Where to write the public key, as a JWK set.")
                    @Nullable Path keyOut,
            @Option(
                            names = "--from",
                            paramLabel = "TIME",
                            description = {
                                "From the range on that holds this time: 2026-01-31T12:00:00Z.",
                                "Ranges are written whole, or they could not be examined."
                            })
                    @Nullable String from,
            @Mixin Target target) {
        try (var stream = out == null ? terminal.out() : Files.newOutputStream(out)) {
            return admin.converse(
                    target,
                    authority -> exported(authority, Optional.ofNullable(from), keyOut, stream),
                    _ -> terminal.out().flush());
        } catch (IOException | UncheckedIOException e) {
            return terminal.failed("the export cannot be written: " + e.getMessage());
        }
    }

    private static Answer exported(
            AdminDesk.Line authority,
            Optional<String> from,
            @Nullable Path keyOut,
            OutputStream stream) {
        if (keyOut != null) {
            var key = authority.ask(AdminRequest.read("audit", "key"));
            if (!(key instanceof Answer.Fulfilled(var set))) {
                return key;
            }
            write(keyOut, set);
        }
        return AuditPages.each(authority, from, line -> write(stream, line));
    }

    private static void write(Path file, Document document) {
        try {
            Files.writeString(file, document.json() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean write(OutputStream stream, String line) {
        try {
            stream.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void show(Document answer) {
        var records = answer.documents("records");
        if (records.isEmpty()) {
            terminal.say("There are no such records.");
        }
        records.reversed().forEach(record -> terminal.out().println(line(record)));
    }

    private static String line(Document record) {
        var ours = record.document("unmapped").document("mintmark");
        var source = record.document("src_endpoint");
        var line = new StringJoiner("  ");
        line.add(Instant.ofEpochMilli(record.number("time")).toString())
                .add(record.document("metadata").text("event_code"))
                .add(record.text("status").equals("Failure") ? "failure" : "success");
        add(line, "reason", record.text("status_detail"));
        add(line, "by", ours.text("actor"));
        add(line, "user", record.document("user").text("uid"));
        add(line, "client", ours.text("client"));
        add(line, "session", record.document("session").text("uid"));
        add(line, "from", source.text("ip"));
        return Printable.of(line.toString());
    }

    private static void add(StringJoiner line, String name, String value) {
        if (!value.isEmpty()) {
            line.add(name + "=" + value);
        }
    }
}
