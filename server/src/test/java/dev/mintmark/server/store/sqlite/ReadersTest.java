package dev.mintmark.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.store.sql.Sql;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Optional;

@Timeout(30)
class ReadersTest {

    @Test
    void closing_ends_every_thread_however_many_there_are() throws SQLException {
        for (int round = 0; round < 100; round++) {
            var readers = readers(8);
            readers.close();
            assertThat(readers.areStopped()).isTrue();
        }
    }

    @Test
    void what_goes_wrong_goes_to_whoever_asked_and_the_thread_goes_on() throws SQLException {
        try (var readers = readers(1)) {
            assertThatThrownBy(() ->
                            readers.read(_ -> {
                                throw new StackOverflowError();
                            }))
                    .isInstanceOf(Unavailable.class);
            assertThatThrownBy(() -> readers.read(sql -> sql.first("nonsense", row -> 1)))
                    .isInstanceOf(Unavailable.class);

            Optional<Integer> seven =
                    readers.read(sql -> sql.first("select 7", row -> row.getInt(1)));
            assertThat(seven).contains(7);
        }
    }

    @Test
    void nothing_is_read_after_closing() throws SQLException {
        var readers = readers(2);
        readers.close();

        assertThatThrownBy(() -> readers.read(sql -> 1)).isInstanceOf(Unavailable.class);
    }

    private static Readers readers(int threads) throws SQLException {
        var connections = new ArrayList<Sql>();
        for (int i = 0; i < threads; i++) {
            connections.add(new Sql(DriverManager.getConnection("jdbc:sqlite::memory:")));
        }
        var readers = new Readers(connections);
        readers.start();
        return readers;
    }
}
