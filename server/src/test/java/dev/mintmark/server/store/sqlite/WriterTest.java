package dev.mintmark.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.store.sql.Bell;
import dev.mintmark.server.store.sql.Sql;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;

/// Work is queued before the thread starts, so that it surely makes one group.
@Timeout(30)
class WriterTest {
    private static final String INSERT = "insert into note (id) values (?)";

    @TempDir private Path folder;
    private Sql sql;
    private Sql other;
    private Writer writer;

    @BeforeEach
    void open() throws SQLException {
        sql = connect();
        sql.run("create table note (id integer primary key)");
        other = connect();
        writer = new Writer(sql, new Bell());
    }

    @AfterEach
    void close() throws SQLException {
        writer.close();
        sql.close();
        other.close();
    }

    @Test
    void a_piece_of_a_group_that_fails_fails_alone() throws Exception {
        var good = new ArrayList<FutureTask<Integer>>();
        good.add(queued(db -> db.update(INSERT, 1)));
        var bad =
                queued(db -> {
                    db.update(INSERT, 2);
                    throw new SQLException("no");
                });
        good.add(queued(db -> db.update(INSERT, 3)));
        var duplicate = queued(db -> db.update(INSERT, 1));

        writer.start();

        for (var task : good) {
            assertThat(task.get()).isEqualTo(1);
        }
        assertThatThrownBy(bad::get).cause().isInstanceOf(Unavailable.class);
        assertThatThrownBy(duplicate::get).cause().isInstanceOf(Unavailable.class);
        assertThat(written()).containsExactly(1, 3);
    }

    @Test
    void an_error_fails_its_piece_and_the_thread_goes_on() throws Exception {
        var good = queued(db -> db.update(INSERT, 1));
        FutureTask<Integer> bad =
                queued(_ -> {
                    throw new StackOverflowError();
                });

        writer.start();

        assertThat(good.get()).isEqualTo(1);
        assertThatThrownBy(bad::get).hasRootCauseInstanceOf(StackOverflowError.class);
        writeNow(2);
        assertThat(written()).containsExactly(1, 2);
    }

    @Test
    void nobody_is_answered_before_the_group_is_on_the_disk() throws Exception {
        var seenInside = new CompletableFuture<List<Integer>>();
        var first = queued(db -> db.update(INSERT, 1));
        var last =
                queued(db -> {
                    seenInside.complete(written());
                    return db.update(INSERT, 2);
                });

        writer.start();
        first.get();
        last.get();

        assertThat(seenInside.join()).isEmpty();
        assertThat(written()).containsExactly(1, 2);
    }

    @Test
    void when_the_database_is_locked_the_whole_group_is_told_and_later_work_succeeds()
            throws Exception {
        sql.run("pragma busy_timeout = 0");
        other.run("begin immediate");
        var first = queued(db -> db.update(INSERT, 1));
        var second = queued(db -> db.update(INSERT, 2));

        writer.start();

        assertThatThrownBy(first::get).cause().isInstanceOf(Unavailable.class);
        assertThatThrownBy(second::get).cause().isInstanceOf(Unavailable.class);
        other.run("rollback");
        writeNow(3);
        assertThat(written()).containsExactly(3);
    }

    @Test
    void a_transaction_that_was_left_open_does_not_stop_the_writer_for_ever() throws Exception {
        sql.run("begin immediate");
        writer.start();

        assertThatThrownBy(() -> writer.write(db -> db.update(INSERT, 1)))
                .isInstanceOf(Unavailable.class);

        writeNow(2);
        assertThat(written()).containsExactly(2);
    }

    @Test
    void closing_finishes_what_was_asked_for_and_takes_no_more() throws Exception {
        var asked = queued(db -> db.update(INSERT, 1));
        writer.start();
        writer.close();

        assertThat(asked.get()).isEqualTo(1);
        assertThatThrownBy(() -> writer.write(db -> db.update(INSERT, 2)))
                .isInstanceOf(Unavailable.class);
        assertThat(written()).containsExactly(1);
    }

    private void writeNow(int id) {
        int changed = writer.write(db -> db.update(INSERT, id));
        assertThat(changed).isEqualTo(1);
    }

    /// Asks for work on a thread of its own, and returns when that thread waits for the answer.
    private FutureTask<Integer> queued(Sql.Work<Integer> work) {
        var task = new FutureTask<>(() -> writer.write(work));
        var asking = Thread.ofPlatform().daemon().start(task);
        while (asking.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return task;
    }

    private List<Integer> written() throws SQLException {
        return other.all("select id from note order by id", row -> row.getInt(1));
    }

    private Sql connect() throws SQLException {
        var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("w.db"));
        connection.setAutoCommit(false);
        var made = new Sql(connection);
        made.run("commit");
        made.run("pragma journal_mode = wal");
        return made;
    }
}
