package dev.mintmark.server.audit.seal;

import dev.mintmark.verifier.jose.Sha256;
import dev.mintmark.verifier.jose.VerificationKey;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonNumber;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.MalformedJson;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Examines records and seals, line by line, with nothing but the public key. Stops at the first
/// thing that is wrong.
///
/// What it cannot see is what is not there: records and seals taken away from the end. Whoever
/// remembers a seal from before can say so, and then it must be there.
public final class Examination {
    private static final JsonLimits LIMITS = new JsonLimits(1 << 20, 8, 1_000);
    private static final Pattern NUMBER = Pattern.compile("\"sequence\":(\\d{1,18})[,}]");
    private static final byte[] SEAL_BEGINS = "{\"seal\":".getBytes(StandardCharsets.US_ASCII);

    /// The number of a record stands near its beginning.
    private static final int HEAD_OF_RECORD = 300;

    private final Map<String, VerificationKey> keys = new HashMap<>();
    private final Optional<Checkpoint> remembered;
    private final List<Line> waiting = new ArrayList<>();
    private long seals;
    private long records;
    private long firstSeal;
    private Optional<Last> last = Optional.empty();
    private Optional<Problem> problem = Optional.empty();
    private boolean metRemembered;

    private record Line(long number, byte[] leaf) {}

    private record Last(Statement statement, byte[] hash) {}

    /// A seal that somebody has seen.
    ///
    /// @param hash of its statement, in hexadecimal
    public record Checkpoint(long seal, String hash) {}

    /// @param code a word for programs
    /// @param seal where; 0 if before any
    /// @param record number of the record; 0 if it is none in particular
    public record Problem(String code, long seal, long record, String sentence) {}

    /// What came out.
    ///
    /// @param unsealed records behind the last seal: nothing is known of them
    /// @param newest the last seal that was good
    public record Report(
            long firstSeal,
            long seals,
            long records,
            long unsealed,
            Optional<Checkpoint> newest,
            Optional<Problem> problem) {}

    /// @param remembered a seal that must be there
    public Examination(List<VerificationKey> keys, Optional<Checkpoint> remembered) {
        for (var key : keys) {
            this.keys.put(key.kid().orElse(""), key);
        }
        this.remembered = remembered;
    }

    /// Takes the next line, without its end.
    ///
    /// @return whether all is well so far
    public boolean take(byte[] line) {
        if (problem.isEmpty()) {
            if (startsWith(line, SEAL_BEGINS)) {
                seal(line);
            } else {
                record(line);
            }
        }
        return problem.isEmpty();
    }

    public Report report() {
        if (problem.isEmpty()) {
            remembered
                    .filter(_ -> !metRemembered)
                    .ifPresent(before ->
                            wrong(
                                    "truncated",
                                    before.seal(),
                                    0,
                                    "Seal "
                                            + before.seal()
                                            + ", which was there before, is missing: records and"
                                            + " seals were taken away from the end, or others put"
                                            + " in their place."));
        }
        return new Report(
                firstSeal,
                seals,
                records,
                problem.isEmpty() ? waiting.size() : 0,
                last.map(one ->
                        new Checkpoint(one.statement.number(), HexFormat.of().formatHex(one.hash))),
                problem);
    }

    private void record(byte[] line) {
        var head =
                new String(line, 0, Math.min(line.length, HEAD_OF_RECORD), StandardCharsets.UTF_8);
        var number = NUMBER.matcher(head);
        if (!head.startsWith("{\"metadata\":") || !number.find()) {
            wrong(
                    "unreadable",
                    sealUnderWay(),
                    0,
                    "A line behind record " + lastNumber() + " is neither a record nor a seal.");
            return;
        }
        waiting.add(new Line(Long.parseLong(number.group(1)), HashTree.leaf(line)));
    }

    private void seal(byte[] line) {
        var parts = read(line);
        if (parts.isEmpty()) {
            wrong(
                    "unreadable",
                    sealUnderWay(),
                    0,
                    "The line of seal " + sealUnderWay() + " cannot be read.");
            return;
        }
        var jws = parts.get().jws;
        var statement = Statement.read(jws);
        if (statement.isEmpty()
                || statement.get().number() != parts.get().number
                || !isSigned(jws)) {
            wrong(
                    "bad_signature",
                    parts.get().number,
                    0,
                    "The signature of seal " + parts.get().number + " does not hold.");
            return;
        }
        examine(statement.get(), jws, parts.get().prints);
    }

    private void examine(Statement statement, String jws, byte[] prints) {
        long number = statement.number();
        if (last.isPresent()) {
            long expected = last.get().statement.number() + 1;
            if (number != expected) {
                wrong(
                        "seal_out_of_order",
                        expected,
                        0,
                        "Seal %d stands where seal %d belongs.".formatted(number, expected));
                return;
            }
            if (!statement.follows(last.get().hash)) {
                wrong(
                        "broken_chain",
                        number,
                        0,
                        "Seal %d was not put behind this seal %d.".formatted(number, number - 1));
                return;
            }
        }
        if (!Arrays.equals(statement.prints(), Sha256.of(prints))
                || Prints.count(prints) != statement.records()) {
            wrong("bad_prints", number, 0, "The prints of seal " + number + " were changed.");
            return;
        }
        if (!isIntact(statement)) {
            wrong(number, prints);
            return;
        }
        good(statement, Statement.hash(jws));
    }

    private boolean isIntact(Statement statement) {
        return waiting.size() == statement.records()
                && Arrays.equals(
                        statement.root(), HashTree.root(waiting.stream().map(Line::leaf).toList()));
    }

    private void good(Statement statement, byte[] hash) {
        if (seals == 0) {
            firstSeal = statement.number();
        }
        seals++;
        records += waiting.size();
        waiting.clear();
        last = Optional.of(new Last(statement, hash));
        remembered
                .filter(before -> before.seal() == statement.number())
                .ifPresent(before -> meet(before, HexFormat.of().formatHex(hash)));
    }

    private void meet(Checkpoint before, String hash) {
        metRemembered = true;
        if (!before.hash().equals(hash)) {
            wrong(
                    "rewritten",
                    before.seal(),
                    0,
                    "Seal "
                            + before.seal()
                            + " is another than the one that was there before: the records were"
                            + " written anew.");
        }
    }

    /// Says which record it is, given that the tree does not come out right.
    private void wrong(long seal, byte[] prints) {
        int sealed = Prints.count(prints);
        int at = 0;
        while (at < sealed
                && at < waiting.size()
                && Prints.isAt(prints, at, waiting.get(at).leaf)) {
            at++;
        }
        long before = at == 0 ? lastSealed() : waiting.get(at - 1).number;
        if (at == waiting.size()) {
            wrong(
                    "record_missing",
                    seal,
                    before,
                    "Of seal %d, %d records behind record %d are missing."
                            .formatted(seal, sealed - at, before));
            return;
        }
        var line = waiting.get(at);
        boolean isSealedLater = placeOf(prints, at, line.leaf) >= 0;
        boolean comesLater = at < sealed && comesLater(prints, at);
        if (isSealedLater && comesLater) {
            wrong(
                    "record_out_of_order",
                    seal,
                    line.number,
                    "Record %d is not where seal %d has it.".formatted(line.number, seal));
        } else if (isSealedLater) {
            wrong(
                    "record_missing",
                    seal,
                    before,
                    "Of seal %d, %d records between %d and %d are missing."
                            .formatted(
                                    seal,
                                    placeOf(prints, at, line.leaf) - at,
                                    before,
                                    line.number));
        } else if (comesLater || at == sealed) {
            wrong(
                    "record_inserted",
                    seal,
                    line.number,
                    "Record %d was not there when seal %d was made.".formatted(line.number, seal));
        } else {
            wrong(
                    "record_changed",
                    seal,
                    line.number,
                    "Record %d is not as seal %d has it.".formatted(line.number, seal));
        }
    }

    private static int placeOf(byte[] prints, int from, byte[] leaf) {
        for (int place = from; place < Prints.count(prints); place++) {
            if (Prints.isAt(prints, place, leaf)) {
                return place;
            }
        }
        return -1;
    }

    private boolean comesLater(byte[] prints, int place) {
        return waiting.subList(place, waiting.size()).stream()
                .anyMatch(line -> Prints.isAt(prints, place, line.leaf));
    }

    private void wrong(String code, long seal, long record, String sentence) {
        problem = Optional.of(new Problem(code, seal, record, sentence));
    }

    private long sealUnderWay() {
        return last.map(one -> one.statement.number() + 1).orElse(1L);
    }

    private long lastSealed() {
        return last.map(one -> one.statement.last()).orElse(0L);
    }

    private long lastNumber() {
        return waiting.isEmpty() ? lastSealed() : waiting.getLast().number;
    }

    private record Parts(long number, String jws, byte[] prints) {}

    private static Optional<Parts> read(byte[] line) {
        try {
            return JsonReader.read(line, LIMITS) instanceof JsonObject json
                            && json.member("seal") instanceof JsonNumber number
                            && json.member("statement") instanceof JsonString(var jws)
                            && json.member("prints") instanceof JsonString(var prints)
                    ? Optional.of(
                            new Parts(Long.parseLong(number.text()), jws, Statement.bytes(prints)))
                    : Optional.empty();
        } catch (MalformedJson | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private boolean isSigned(String jws) {
        int first = jws.indexOf('.');
        int end = jws.lastIndexOf('.');
        try {
            return JsonReader.read(Statement.bytes(jws.substring(0, first)), LIMITS)
                            instanceof JsonObject header
                    && header.member("typ") instanceof JsonString(var type)
                    && type.equals(Statement.TYPE)
                    && header.member("alg") instanceof JsonString(var algorithm)
                    && header.member("kid") instanceof JsonString(var kid)
                    && Optional.ofNullable(keys.get(kid))
                            .filter(key -> key.algorithm().wireName().equals(algorithm))
                            .filter(key ->
                                    key.verifies(
                                            jws.getBytes(StandardCharsets.US_ASCII),
                                            0,
                                            end,
                                            Statement.bytes(jws.substring(end + 1))))
                            .isPresent();
        } catch (MalformedJson | IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean startsWith(byte[] line, byte[] beginning) {
        return line.length >= beginning.length
                && Arrays.equals(line, 0, beginning.length, beginning, 0, beginning.length);
    }
}
