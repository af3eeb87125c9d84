package dev.mintmark.testing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.sql.SQLException;

class PostgresServerTest {
    @Test
    void what_was_committed_is_there_after_a_stop_and_after_a_kill() throws SQLException {
        try (var server = PostgresServer.start(Durability.FULL)) {
            var database = server.newDatabase();
            database.run("create table note (id integer)");
            database.run("insert into note values (1)");

            server.stop();
            assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
            server.start();
            database.run("insert into note values (2)");
            server.kill();
            assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
            server.start();

            try (var connection = database.connect();
                    var rows =
                            connection
                                    .createStatement()
                                    .executeQuery("select count(*) from note")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(2);
            }
        }
    }

    @Test
    void every_database_of_the_shared_cluster_is_a_fresh_one() {
        var first = PostgresForTests.database();
        var second = PostgresForTests.database();

        first.run("create table note (id integer)");
        second.run("create table note (id integer)");

        assertThat(first.url()).isNotEqualTo(second.url()).startsWith("postgresql://");
    }
}
