package dev.mintmark.server.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.audit.AuditStore.Entry;
import dev.mintmark.server.audit.Script;
import dev.mintmark.server.audit.seal.Examination.Checkpoint;
import dev.mintmark.server.audit.seal.Examination.Problem;
import dev.mintmark.server.audit.seal.Examination.Report;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.RecordedEvents;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.key.MasterKey;
import dev.mintmark.server.store.memory.MemoryStore;
import dev.mintmark.verifier.jose.SignatureProvider;
import dev.mintmark.verifier.jose.VerificationKey;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// V16.4.2: whatever is changed in what was sealed is found, and where.
class ExaminationTest {
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final MovableClock clock = new MovableClock();
    private final MemoryStore store = new MemoryStore(clock);
    private final AuditKey key = key(store);
    private final Sealing sealing = sealing(key);
    private final AuditExport export =
            new AuditExport(
                    store.audit(), store.sealedRanges(), sealing, key.published(), () -> {});
    private List<String> lines = new ArrayList<>();

    /// Three seals: over records 1 to 4, 5 to 8 and 9 to 12; 13 and 14 have none.
    @BeforeEach
    void twelve_records_are_sealed() {
        for (int seal = 0; seal < 3; seal++) {
            record(4);
            clock.advance(EVERY);
            sealing.tend(() -> true);
        }
        record(2);
        lines = new ArrayList<>(exported());
    }

    @Test
    void what_nobody_touched_is_good() {
        var report = examined(Optional.empty());

        assertThat(report.problem()).isEmpty();
        assertThat(report.firstSeal()).isEqualTo(1);
        assertThat(report.seals()).isEqualTo(3);
        assertThat(report.records()).isEqualTo(12);
        assertThat(report.unsealed()).isEqualTo(2);
        assertThat(report.newest()).contains(head());
    }

    @Test
    void an_export_may_begin_with_any_seal() {
        lines = new ArrayList<>(lines.subList(5, lines.size()));

        var report = examined(Optional.empty());

        assertThat(report.problem()).isEmpty();
        assertThat(report.firstSeal()).isEqualTo(2);
    }

    @Test
    void ranges_are_forgotten_whole_and_what_is_left_is_good() {
        var heard = new RecordedEvents();
        var kept = clock.instant().minus(EVERY).minus(EVERY);

        sealing.forget(kept, heard, () -> true);
        lines = new ArrayList<>(exported());

        assertThat(heard.all()).containsExactly(new Event.RecordsForgotten(1, 4, Origin.SELF));
        assertThat(store.audit().after(0, 1).getFirst().number()).isEqualTo(5);
        var report = examined(Optional.empty());
        assertThat(report.problem()).isEmpty();
        assertThat(report.firstSeal()).isEqualTo(2);
    }

    @Test
    void the_newest_range_is_never_forgotten() {
        sealing.forget(clock.instant().plus(EVERY), new RecordedEvents(), () -> true);

        assertThat(store.sealedRanges().from(1, 10))
                .extracting(SealedRange::number)
                .containsExactly(3L);
    }

    @Test
    void every_byte_of_every_sealed_line_counts() {
        for (int at = 0; at < 15; at++) {
            var line = lines.get(at);
            for (int i = 0; i < line.length(); i += 7) {
                var changed = new StringBuilder(line);
                changed.setCharAt(i, line.charAt(i) == 'x' ? 'y' : 'x');
                lines.set(at, changed.toString());
                assertThat(examined(Optional.empty()).problem())
                        .as("line %d, character %d", at, i)
                        .isPresent();
            }
            lines.set(at, line);
        }
    }

    @Test
    void a_changed_record_is_named() {
        lines.set(6, lines.get(6).replace("service-6", "service-x"));

        assertProblem("record_changed", 2, 6);
    }

    @Test
    void a_deleted_record_is_named_by_the_one_before() {
        lines.remove(6);

        assertProblem("record_missing", 2, 5);
    }

    @Test
    void deleted_records_at_the_end_of_a_range_are_named_by_the_one_before() {
        lines.remove(8);
        lines.remove(7);

        assertProblem("record_missing", 2, 6);
    }

    @Test
    void an_inserted_record_is_named() {
        lines.add(6, lines.get(6).replace("service-6", "service-x"));

        assertProblem("record_inserted", 2, 6);
    }

    @Test
    void a_record_inserted_behind_a_range_is_named() {
        lines.add(9, lines.get(8).replace("service-8", "service-x"));

        assertProblem("record_inserted", 2, 8);
    }

    @Test
    void records_in_another_order_are_named() {
        Collections.swap(lines, 5, 7);

        assertProblem("record_out_of_order", 2, 7);
    }

    @Test
    void a_deleted_seal_is_named() {
        lines.remove(9);

        assertProblem("seal_out_of_order", 2, 0);
    }

    @Test
    void a_range_that_was_deleted_with_its_seal_is_named() {
        lines.subList(5, 10).clear();

        assertProblem("seal_out_of_order", 2, 0);
    }

    @Test
    void ranges_in_another_order_are_named() {
        var second = List.copyOf(lines.subList(5, 10));
        lines.subList(5, 10).clear();
        lines.addAll(10, second);

        assertProblem("seal_out_of_order", 2, 0);
    }

    @Test
    void a_seal_that_was_signed_with_another_key_is_named() {
        var forged = sealedAnew(key(new MemoryStore(clock)));
        lines.set(9, forged.get(9));

        assertProblem("bad_signature", 2, 0);
    }

    @Test
    void a_range_that_was_sealed_anew_by_whoever_had_the_key_breaks_the_chain() {
        clock.advance(Duration.ofSeconds(5));
        var anew = sealedAnew(key);
        lines.subList(5, 10).clear();
        lines.addAll(5, anew.subList(5, 10));

        assertProblem("broken_chain", 2, 0);
    }

    @Test
    void prints_that_were_changed_are_named() {
        lines.set(9, lines.get(9).replaceFirst("\"prints\":\"..", "\"prints\":\"AA"));

        assertProblem("bad_prints", 2, 0);
    }

    @Test
    void what_was_cut_off_the_end_is_known_to_whoever_remembers_a_seal() {
        var remembered = head();
        lines.subList(10, lines.size()).clear();

        assertThat(examined(Optional.empty()).problem()).isEmpty();
        assertThat(examined(Optional.of(remembered)).problem().orElseThrow().code())
                .isEqualTo("truncated");
    }

    @Test
    void a_log_that_was_written_anew_is_known_to_whoever_remembers_a_seal() {
        var remembered = new Checkpoint(3, "00".repeat(32));

        assertThat(examined(Optional.of(remembered)).problem().orElseThrow().code())
                .isEqualTo("rewritten");
    }

    @Test
    void a_line_that_is_nothing_is_named() {
        lines.add(6, "{}");

        assertProblem("unreadable", 2, 0);
    }

    private void assertProblem(String code, long seal, long record) {
        var problem = examined(Optional.empty()).problem().orElseThrow();
        assertThat(problem)
                .usingRecursiveComparison()
                .ignoringFields("sentence")
                .isEqualTo(new Problem(code, seal, record, ""));
        assertThat(problem.sentence()).endsWith(".");
    }

    private Report examined(Optional<Checkpoint> remembered) {
        var examination =
                new Examination(
                        List.of(
                                VerificationKey.of(
                                        key.published().kid().value(),
                                        key.published().algorithm(),
                                        key.published().publicKey())),
                        remembered);
        for (var line : lines) {
            if (!examination.take(line.getBytes(StandardCharsets.UTF_8))) {
                break;
            }
        }
        return examination.report();
    }

    private Checkpoint head() {
        var head = export.head().orElseThrow();
        return new Checkpoint(head.number(), HexFormat.of().formatHex(head.hash()));
    }

    private void record(int count) {
        for (int i = 0; i < count; i++) {
            long next = store.audit().settled() + 1;
            var event =
                    new Event.ServiceTokenIssued(
                            new ClientId("service-" + next), new Origin("192.0.2.7"));
            store.audit().append(List.of(new Entry(clock.instant(), Script.of(event))));
        }
    }

    private List<String> exported() {
        return exported(export);
    }

    private static List<String> exported(AuditExport from) {
        var all = new ArrayList<String>();
        var page = from.page(1);
        while (true) {
            page.lines().forEach(line -> all.add(new String(line, StandardCharsets.UTF_8)));
            if (page.next().isEmpty()) {
                return all;
            }
            page = from.page(page.next().getAsLong());
        }
    }

    /// The same records under other seals.
    private List<String> sealedAnew(AuditKey by) {
        var other = new MemoryStore(clock);
        var sealingAnew =
                new Sealing(
                        other.audit(),
                        other.sealedRanges(),
                        by.signing(),
                        Some.ISSUER,
                        EVERY,
                        clock);
        for (var row : store.audit().after(0, 12)) {
            other.audit().append(List.of(new Entry(row.at(), row.text())));
            if (row.number() % 4 == 0) {
                sealingAnew.tend(() -> true);
            }
        }
        return exported(
                new AuditExport(
                        other.audit(),
                        other.sealedRanges(),
                        sealingAnew,
                        by.published(),
                        () -> {}));
    }

    private Sealing sealing(AuditKey by) {
        return new Sealing(
                store.audit(), store.sealedRanges(), by.signing(), Some.ISSUER, EVERY, clock);
    }

    private static AuditKey key(MemoryStore store) {
        return AuditKey.open(
                store.sealedSecrets(),
                Some.sealer(MasterKey.random(Some.RANDOM)),
                Some.RANDOM,
                SignatureProvider.fastest());
    }
}
