package dev.mintmark.server.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.testing.postgres.PostgresDatabase;
import dev.mintmark.testing.postgres.PostgresForTests;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

/// A machine that slept does not notice by counting.
class DatabaseClockTest {
    private static final Duration NIGHT = Duration.ofHours(9);
    private static final Duration WHILE_TESTING = Duration.ofMinutes(2);

    private final MovableClock own = new MovableClock();

    @Test
    void after_a_jump_of_its_own_clock_the_database_is_asked_before_a_time_is_told() {
        var database = PostgresForTests.database();
        var start = Instant.parse("2026-03-01T20:00:00Z");
        tellingTheTime(database, start);
        try (var store = PostgresStore.open(Databases.address(database), own)) {
            assertThat(store.clock().instant()).isBetween(start, start.plus(WHILE_TESTING));

            setTime(database, start.plus(NIGHT));
            own.advance(NIGHT);

            assertThat(store.clock().instant())
                    .isBetween(start.plus(NIGHT), start.plus(NIGHT).plus(WHILE_TESTING));
        }
    }

    @Test
    void a_jump_of_its_own_clock_alone_changes_nothing() {
        try (var store = PostgresStore.open(Databases.freshAddress(), own)) {
            var before = store.clock().instant();

            own.advance(NIGHT);

            assertThat(store.clock().instant())
                    .isBetween(before.minusSeconds(1), before.plus(WHILE_TESTING));
        }
    }

    private static void tellingTheTime(PostgresDatabase database, Instant time) {
        database.run("create schema sim");
        database.run("create table sim.time (at timestamptz not null)");
        database.run("insert into sim.time values ('%s')".formatted(time));
        database.run(
                "create function sim.clock_timestamp() returns timestamptz language sql volatile"
                        + " as 'select at from sim.time'");
        database.run(
                "alter role \"%s\" set search_path = public, sim, pg_catalog"
                        .formatted(database.role()));
    }

    private static void setTime(PostgresDatabase database, Instant time) {
        database.run("update sim.time set at = '%s'".formatted(time));
    }
}
