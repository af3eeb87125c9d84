package dev.mintmark.cli;

import dev.mintmark.cli.admin.AdminRequest;
import dev.mintmark.cli.admin.Answer;
import dev.mintmark.cli.admin.Document;
import dev.mintmark.cli.terminal.ExitCode;
import dev.mintmark.cli.terminal.Terminal;
import dev.mintmark.server.audit.seal.Examination;
import dev.mintmark.server.audit.seal.Examination.Checkpoint;
import dev.mintmark.server.audit.seal.Examination.Problem;
import dev.mintmark.server.audit.seal.Examination.Report;
import dev.mintmark.verifier.jose.JwkSet;
import dev.mintmark.verifier.jose.VerificationKey;
import dev.mintmark.verifier.json.JsonWriter;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/// Examines records, of an export or of an authority.
@Command(
        name = "verify",
        description = {
            "Examine records: were any changed, deleted, inserted or put in another order?",
            "With a FILE, an export, for which the public key is all that is needed;",
            "without, the records of an authority.",
            "Exits with 0 only when all is well; else it names the first place that is not."
        })
final class AuditVerify implements Callable<Integer> {
    private static final Pattern CHECKPOINT = Pattern.compile("(\\d{1,18}) ([0-9a-f]{64})\\s*");

    private final Terminal terminal;
    private final AdminDesk admin;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "An export, from 'audit export'.")
    private @Nullable Path file;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = {
                "The public key as a JWK set, from 'audit export --key-out'.",
                "Default, without a FILE: the authority is asked."
            })
    private @Nullable Path keyFile;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = {
                "Remembers the newest seal from one time to the next:",
                "so it is seen when records were cut off the end."
            })
    private @Nullable Path checkpointFile;

    @Mixin private Target target = new Target();
    @Mixin private Json json = new Json();

    AuditVerify(Terminal terminal, AdminDesk admin) {
        this.terminal = terminal;
        this.admin = admin;
    }

    @Override
    public Integer call() {
        try {
            return file == null ? examineAuthority() : examine(file);
        } catch (IOException | IllegalArgumentException e) {
            return terminal.failed(String.valueOf(e.getMessage()));
        }
    }

    private int examine(Path export) throws IOException {
        if (keyFile == null) {
            return terminal.misused("an export is examined with --key FILE.");
        }
        var examination = new Examination(keys(keyFile), remembered());
        try (var lines = Files.newBufferedReader(export)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!examination.take(line.getBytes(StandardCharsets.UTF_8))) {
                    break;
                }
            }
        }
        return end(examination.report());
    }

    private int examineAuthority() throws IOException {
        var remembered = remembered();
        var given = keyFile == null ? List.<VerificationKey>of() : keys(keyFile);
        var exit = new int[] {ExitCode.FAILED};
        int asked =
                admin.converse(
                        target,
                        authority -> {
                            var key = authority.ask(AdminRequest.read("audit", "key"));
                            if (!(key instanceof Answer.Fulfilled(var set))) {
                                return key;
                            }
                            var examination =
                                    new Examination(
                                            given.isEmpty() ? keys(set.json()) : given, remembered);
                            var last =
                                    AuditPages.each(
                                            authority,
                                            Optional.empty(),
                                            line ->
                                                    examination.take(
                                                            line.getBytes(StandardCharsets.UTF_8)));
                            if (last instanceof Answer.Fulfilled(var page)) {
                                exit[0] = end(compared(examination.report(), page));
                            }
                            return last;
                        },
                        _ -> {});
        return asked == ExitCode.DONE ? exit[0] : asked;
    }

    /// The authority knows the newest seal it has seen, whatever the database has now.
    private static Report compared(Report report, Document page) {
        var head = page.document("head");
        long seal = head.number("seal");
        if (report.problem().isPresent()
                || seal == 0
                || report.newest().filter(newest -> newest.seal() >= seal).isPresent()) {
            return report;
        }
        return new Report(
                report.firstSeal(),
                report.seals(),
                report.records(),
                0,
                report.newest(),
                Optional.of(
                        new Problem(
                                "truncated",
                                seal,
                                0,
                                "The authority has seen seal "
                                        + seal
                                        + ", and it is not there: records and seals were taken"
                                        + " away from the end.")));
    }

    private int end(Report report) {
        if (json.wanted()) {
            terminal.out().println(document(report));
        } else {
            report.problem()
                    .ifPresentOrElse(
                            problem -> terminal.say("mintmark: " + problem.sentence()),
                            () -> terminal.say(sentence(report)));
        }
        if (report.problem().isPresent()) {
            return ExitCode.FAILED;
        }
        report.newest().ifPresent(this::remember);
        return ExitCode.DONE;
    }

    private static String sentence(Report report) {
        var unsealed =
                report.unsealed() == 0
                        ? ""
                        : " %d newer records are not sealed yet.".formatted(report.unsealed());
        return report.newest()
                .map(newest ->
                        "All is well: %d records under seals %d to %d.%s"
                                .formatted(
                                        report.records(),
                                        report.firstSeal(),
                                        newest.seal(),
                                        unsealed))
                .orElseGet(() -> "There are no seals." + unsealed);
    }

    private static String document(Report report) {
        var document =
                new JsonWriter()
                        .beginObject()
                        .field("good", report.problem().isEmpty())
                        .field("first_seal", report.firstSeal())
                        .field("seals", report.seals())
                        .field("records", report.records())
                        .field("unsealed", report.unsealed());
        report.newest()
                .ifPresent(newest ->
                        document.name("newest")
                                .beginObject()
                                .field("seal", newest.seal())
                                .field("hash", newest.hash())
                                .endObject());
        report.problem()
                .ifPresent(problem ->
                        document.name("problem")
                                .beginObject()
                                .field("code", problem.code())
                                .field("seal", problem.seal())
                                .field("record", problem.record())
                                .field("detail", problem.sentence())
                                .endObject());
        return document.endObject().toString();
    }

    private Optional<Checkpoint> remembered() throws IOException {
        if (checkpointFile == null || !Files.exists(checkpointFile)) {
            return Optional.empty();
        }
        var text = CHECKPOINT.matcher(Files.readString(checkpointFile));
        if (!text.matches()) {
            throw new IllegalArgumentException("the file of --checkpoint holds no seal.");
        }
        return Optional.of(new Checkpoint(Long.parseLong(text.group(1)), text.group(2)));
    }

    private void remember(Checkpoint newest) {
        if (checkpointFile != null) {
            try {
                Files.writeString(checkpointFile, newest.seal() + " " + newest.hash() + "\n");
            } catch (IOException e) {
                terminal.say("mintmark: the file of --checkpoint cannot be written.");
            }
        }
    }

    private static List<VerificationKey> keys(Path file) throws IOException {
        return keys(Files.readString(file));
    }

    private static List<VerificationKey> keys(String set) {
        return JwkSet.parse(set.getBytes(StandardCharsets.UTF_8), null).keys();
    }
}
