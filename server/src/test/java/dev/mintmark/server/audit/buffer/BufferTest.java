package dev.mintmark.server.audit.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.server.audit.AuditStore;
import dev.mintmark.server.audit.AuditStore.Entry;
import dev.mintmark.server.audit.AuditStore.Row;
import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.fixture.Together;
import dev.mintmark.server.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// what waits for the database is not lost with the process, and not written twice.
class BufferTest {
    private static final long CAP = 8L << 20;

    private final AuditStore store = new MemoryStore(new MovableClock()).audit();
    @TempDir private Path folder;

    @Test
    void what_is_added_comes_to_the_database_in_order() {
        try (var buffer = open(store)) {
            add(buffer, "a", "b", "c");
            buffer.drain();
            add(buffer, "d");
            buffer.drain();
            buffer.drain();

            assertThat(kept()).containsExactly("a", "b", "c", "d");
            assertThat(store.after(0, 1).getFirst().at()).isEqualTo(MovableClock.START);
        }
    }

    @Test
    void what_many_add_at_once_comes_once_each() throws Exception {
        try (var buffer = open(store)) {
            var number = new AtomicInteger();
            Together.run(
                    8,
                    () -> {
                        for (int i = 0; i < 500; i++) {
                            add(buffer, "record " + number.incrementAndGet());
                        }
                        return true;
                    });
            buffer.drain();
        }

        assertThat(kept())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 4_000).mapToObj(n -> "record " + n).toList());
    }

    @Test
    void what_a_killed_process_left_is_taken_up_by_the_next() {
        var killed = open(store);
        add(killed, "a", "b");
        killed.drain();
        add(killed, "c", "d");

        open(store).close();

        assertThat(kept()).containsExactly("a", "b", "c", "d");
        assertThat(leftFiles()).isEmpty();
    }

    @Test
    void what_was_written_although_nobody_heard_of_it_is_not_written_again() {
        var deaf = new Deaf(store);
        var buffer = open(deaf);
        add(buffer, "a", "b");
        assertThatThrownBy(buffer::drain).isInstanceOf(Unavailable.class);
        deaf.hears = true;
        add(buffer, "c");

        buffer.drain();
        buffer.close();

        assertThat(kept()).containsExactly("a", "b", "c");
    }

    @Test
    void more_than_a_file_holds_goes_on_in_the_next_and_empty_files_go_away() {
        try (var buffer = open(store)) {
            var long_ = "x".repeat(100_000);
            for (int i = 0; i < 70; i++) {
                add(buffer, long_ + i);
            }
            buffer.drain();

            assertThat(kept()).hasSize(70).doesNotHaveDuplicates();
            assertThat(leftFiles()).hasSize(1);
        }
    }

    @Test
    void what_finds_no_room_is_counted_and_told_of() {
        var away = new Deaf(store);
        away.writes = false;
        var buffer = open(away);
        var long_ = "x".repeat(100_000);
        for (int i = 0; i < 100; i++) {
            add(buffer, long_ + i);
        }
        assertThatThrownBy(buffer::drain).isInstanceOf(Unavailable.class);
        away.writes = true;
        away.hears = true;

        buffer.drain();
        buffer.close();

        assertThat(kept()).hasSizeBetween(70, 99);
        assertThat(kept().getLast()).isEqualTo("lost " + (100 - (kept().size() - 1)));
    }

    @Test
    void a_file_that_a_power_loss_damaged_is_set_aside_and_the_start_goes_on() throws IOException {
        var killed = open(store);
        add(killed, "a", "b");
        var file = leftFiles().getFirst();
        try (var raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(20);
            raw.write('z');
        }

        open(store).close();

        assertThat(kept()).isEmpty();
        assertThat(Files.exists(file.resolveSibling(file.getFileName() + ".damaged"))).isTrue();
    }

    private Buffer open(AuditStore to) {
        return Buffer.open(
                folder,
                to,
                CAP,
                Some.RANDOM,
                lost -> new Entry(MovableClock.START, "lost " + lost));
    }

    private static void add(Buffer buffer, String... texts) {
        for (var text : texts) {
            buffer.add(new Entry(MovableClock.START, text));
        }
    }

    private List<String> kept() {
        return store.after(0, 10_000).stream().map(Row::text).toList();
    }

    private List<Path> leftFiles() {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".buffer")).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// A database whose answers get lost.
    private static final class Deaf implements AuditStore {
        private final AuditStore store;
        boolean hears;
        boolean writes = true;

        Deaf(AuditStore store) {
            this.store = store;
        }

        @Override
        public void append(List<Entry> entries) {
            store.append(entries);
        }

        @Override
        public void take(String buffer, int from, int to, List<Entry> entries) {
            if (writes) {
                store.take(buffer, from, to, entries);
            }
            if (!hears) {
                throw new Unavailable("the answer got lost", Duration.ofSeconds(1));
            }
        }

        @Override
        public int taken(String buffer) {
            return store.taken(buffer);
        }

        @Override
        public void forgetBuffer(String buffer) {
            store.forgetBuffer(buffer);
        }

        @Override
        public long settled() {
            return store.settled();
        }

        @Override
        public List<Row> after(long number, int limit) {
            return store.after(number, limit);
        }

        @Override
        public List<Row> before(long number, int limit) {
            return store.before(number, limit);
        }
    }
}
