package dev.mintmark.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.audit.AuditStore.Entry;
import dev.mintmark.server.audit.AuditStore.Row;
import dev.mintmark.server.audit.index.BlockIndex;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.store.memory.MemoryStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

/// Whatever the index knows, what is found is what looking at every record would find.
class AuditLogTest {
    private static final Origin HOME = new Origin("192.0.2.7");
    private static final int RECORDS = 3 * Blocks.SIZE + 100;

    private final MemoryStore store = new MemoryStore(new MovableClock());
    private final BlockIndex index = new BlockIndex(store.audit(), store.facets());
    private final Counting counting = new Counting();
    private final AuditLog log = new AuditLog(counting, index, () -> {});

    /// One a second: of many people, and now and then a refusal.
    @BeforeEach
    void much_has_happened() {
        var entries = new ArrayList<Entry>();
        for (int i = 1; i <= RECORDS; i++) {
            entries.add(new Entry(MovableClock.START.plusSeconds(i), Script.of(event(i))));
        }
        store.audit().append(entries);
        index.tend(RECORDS);
        index.tend(RECORDS);
    }

    @Test
    void without_a_question_the_newest_come_first_page_by_page() {
        assertThat(numbers(AuditQuery.EVERYTHING, 1_000))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, RECORDS)
                                .map(n -> RECORDS + 1 - n)
                                .boxed()
                                .toList());
    }

    @Test
    void records_of_one_person_are_found_wherever_they_are() {
        var user = asking(Optional.of("usr_77"), Set.of(), Optional.empty());

        assertThat(numbers(user, 2)).containsExactly(12_077L, 9_077L, 6_077L, 3_077L, 77L);
    }

    @Test
    void what_is_rare_is_found_without_looking_at_everything() {
        counting.rows = 0;

        assertThat(
                        numbers(
                                asking(
                                        Optional.of("usr_2_of_one_block"),
                                        Set.of(),
                                        Optional.empty()),
                                5))
                .isEmpty();
        assertThat(counting.rows).isLessThan(Blocks.SIZE);
    }

    @Test
    void kinds_and_outcomes_are_found() {
        var failures = numbers(asking(Optional.empty(), Set.of(), Optional.of(true)), 100);
        var kinds =
                numbers(
                        asking(Optional.empty(), Set.of(Kind.ADMIN_REFUSED), Optional.empty()),
                        100);
        var successes = numbers(asking(Optional.empty(), Set.of(), Optional.of(false)), 1_000);

        assertThat(failures).containsExactly(10_000L, 5_000L).isEqualTo(kinds);
        assertThat(successes).hasSize(RECORDS - 2);
    }

    @Test
    void a_time_is_found_without_looking_at_what_is_later() {
        counting.rows = 0;
        var old =
                new AuditQuery(
                        Optional.of(MovableClock.START.plusSeconds(50)),
                        Optional.of(MovableClock.START.plusSeconds(60)),
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());

        assertThat(numbers(old, 100))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(50, 59).map(n -> 109 - n).boxed().toList());
        assertThat(counting.rows).isLessThan(2_000);
    }

    private static AuditQuery asking(
            Optional<String> user, Set<Kind> kinds, Optional<Boolean> failure) {
        return new AuditQuery(
                Optional.<Instant>empty(),
                Optional.<Instant>empty(),
                kinds,
                user,
                Optional.empty(),
                Optional.empty(),
                failure);
    }

    private List<Long> numbers(AuditQuery query, int limit) {
        var all = new ArrayList<Long>();
        var next = OptionalLong.empty();
        do {
            var page = log.newestFirst(query, next, limit);
            assertThat(page.records()).hasSizeLessThanOrEqualTo(limit);
            page.records().forEach(record -> all.add(record.number()));
            next = page.next();
        } while (next.isPresent());
        return all;
    }

    private static Event event(int number) {
        return number % 5_000 == 0
                ? new Event.AdminRefused("wrong_key", HOME)
                : new Event.Refreshed(
                        new FamilyId(1, number % 3_000),
                        new UserId("usr_" + number % 3_000),
                        new ClientId("web"),
                        1,
                        false,
                        HOME);
    }

    /// Counts the rows that are looked at.
    private final class Counting implements AuditStore {
        int rows;

        @Override
        public List<Row> after(long number, int limit) {
            return counted(store.audit().after(number, limit));
        }

        @Override
        public List<Row> before(long number, int limit) {
            return counted(store.audit().before(number, limit));
        }

        private List<Row> counted(List<Row> read) {
            rows += read.size();
            return read;
        }

        @Override
        public void append(List<Entry> entries) {
            throw new AssertionError("only looks");
        }

        @Override
        public void take(String buffer, int from, int to, List<Entry> entries) {
            throw new AssertionError("only looks");
        }

        @Override
        public int taken(String buffer) {
            throw new AssertionError("only looks");
        }

        @Override
        public void forgetBuffer(String buffer) {
            throw new AssertionError("only looks");
        }

        @Override
        public long settled() {
            return store.audit().settled();
        }
    }
}
