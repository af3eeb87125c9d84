package dev.mintmark.server.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.server.event.Origin;
import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.RecordedEvents;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.fixture.Together;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.session.Arrival;
import dev.mintmark.server.session.Device;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Families;
import dev.mintmark.server.session.RefusedRefresh;
import dev.mintmark.server.session.Rotation;
import dev.mintmark.testing.postgres.Durability;
import dev.mintmark.testing.postgres.PostgresServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/// The database goes away and comes back under a running store. Everybody is told soon, nothing
/// that was answered is lost, and nothing has to be started again.
@Timeout(120)
class OutageTest {
    private static final ClientId WEB = new ClientId("web");
    private static PostgresServer server;

    private PostgresStore store;
    private Families families;

    @BeforeAll
    static void start() {
        server = PostgresServer.start(Durability.FULL);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        // A server that says nothing is given up sooner than usual, for the tests to end.
        store =
                PostgresStore.open(
                        Databases.address(server.newDatabase(), Map.of("socketTimeout", "2")),
                        InstantSource.system());
        store.accounts().add(Some.account("alice"), Some.name("alice"));
        families =
                new Families(
                        store.families(),
                        Some.oneList(),
                        Some.bytes(32),
                        Some.POLICY,
                        new MovableClock(),
                        Some.RANDOM,
                        new RecordedEvents());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void while_the_database_is_down_everybody_is_told_to_come_back_and_then_it_works_again()
            throws Exception {
        var opened = signedIn();
        server.kill();

        var told =
                Together.run(
                        64,
                        () -> {
                            assertThatThrownBy(() -> rotate(opened.refreshToken()))
                                    .isInstanceOfSatisfying(
                                            Unavailable.class,
                                            e -> assertThat(e.retryAfter()).isPositive());
                            return true;
                        });
        assertThat(told).hasSize(64);
        assertThatThrownBy(() -> families.find(opened.refreshToken()))
                .isInstanceOf(Unavailable.class);
        assertThatThrownBy(this::signedIn).isInstanceOf(Unavailable.class);
        assertThat(store.isReachable()).isFalse();

        server.start();

        assertThat(eventually(() -> rotate(opened.refreshToken())))
                .isInstanceOf(Rotation.Granted.class);
        assertThat(eventually(this::signedIn)).isNotNull();
        assertThat(store.isReachable()).isTrue();
    }

    @Test
    void what_was_answered_before_the_kill_is_there_after_it() {
        var goesOn = signedIn();
        var ends = signedIn();
        var newest = granted(rotate(goesOn.refreshToken())).refreshToken();
        families.end(ends.family().id(), EndReason.REVOKED, Origin.SELF);

        server.kill();
        server.start();

        assertThat(eventually(() -> rotate(newest))).isInstanceOf(Rotation.Granted.class);
        assertThat(eventually(() -> rotate(ends.refreshToken())))
                .isEqualTo(new Rotation.Refused(RefusedRefresh.ENDED));
    }

    @Test
    void a_stop_in_good_order_is_survived_without_a_restart_too() {
        var opened = signedIn();
        server.stop();
        server.start();

        assertThat(eventually(() -> rotate(opened.refreshToken())))
                .isInstanceOf(Rotation.Granted.class);
    }

    /// whether the lost attempt was carried out or not, nobody is logged out.
    @Test
    void a_refresh_that_got_no_answer_is_answered_when_asked_again() throws Exception {
        var opened = new ArrayList<Families.Opened>();
        for (int i = 0; i < 16; i++) {
            opened.add(signedIn());
        }
        server.pause();
        var works = new ArrayList<Callable<Boolean>>();
        for (var session : opened) {
            works.add(() -> {
                assertThatThrownBy(() -> rotate(session.refreshToken()))
                        .isInstanceOf(Unavailable.class);
                return true;
            });
        }
        try {
            assertThat(Together.run(works)).hasSize(16);
        } finally {
            server.resume();
        }

        for (var session : opened) {
            var successor =
                    granted(eventually(() -> rotate(session.refreshToken()))).refreshToken();
            assertThat(granted(rotate(session.refreshToken())).refreshToken()).isEqualTo(successor);
        }
    }

    @Test
    void closing_while_the_database_is_away_comes_to_an_end() {
        server.kill();
        try {
            store.close();
        } finally {
            server.start();
        }
    }

    private Families.Opened signedIn() {
        return families.open(
                        new Arrival(
                                Some.user("alice"),
                                0,
                                Instant.EPOCH,
                                WEB,
                                Some.scopes("a"),
                                List.of("https://a.example"),
                                Device.UNKNOWN),
                        Origin.SELF)
                .orElseThrow();
    }

    private Rotation rotate(String token) {
        return families.rotate(token, WEB, Optional.empty(), Origin.SELF);
    }

    private static Rotation.Granted granted(Rotation rotation) {
        assertThat(rotation).isInstanceOf(Rotation.Granted.class);
        return (Rotation.Granted) rotation;
    }

    /// As a client does that was told to come back.
    private static <T> T eventually(Supplier<T> request) {
        while (true) {
            try {
                return request.get();
            } catch (Unavailable _) {
                Thread.onSpinWait();
            }
        }
    }
}
