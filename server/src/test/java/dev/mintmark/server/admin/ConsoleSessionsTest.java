package dev.mintmark.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.admin.ConsoleSessions.Entry;
import dev.mintmark.server.event.Witness;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

class ConsoleSessionsTest {
    private final MovableClock clock = new MovableClock();
    private final MemoryStore store = new MemoryStore(clock);
    private final AdminKeys keys = new AdminKeys(store.adminKeys(), clock, Some.RANDOM);
    private final String text = keys.makeFirst(_ -> {}).orElseThrow();
    private final ConsoleSessions sessions =
            new ConsoleSessions(store.consoleSessions(), keys, clock, Some.RANDOM);

    @Test
    void a_session_begins_with_a_key_and_is_found_by_its_handle_alone() {
        var opened = opened(text);

        assertThat(sessions.use(opened.handle()).orElseThrow().key().id())
                .isEqualTo(opened.key().id());
        for (var other : new String[] {"", text, opened.handle() + "x", "mm_ch_x"}) {
            assertThat(sessions.use(other)).isEmpty();
        }
        assertThat(opened + " " + sessions.use(opened.handle()))
                .doesNotContain(text, opened.handle());
    }

    @Test
    void what_is_no_key_opens_nothing() {
        assertThat(sessions.open("mm_ak_x")).isEqualTo(new Entry.Refused(AdminKeys.Why.UNKNOWN));
    }

    @Test // V7.2.4
    void each_sign_in_gets_a_handle_of_its_own() {
        assertThat(opened(text).handle()).isNotEqualTo(opened(text).handle());
    }

    @Test // V7.3.1
    void a_session_nobody_uses_is_over_after_half_an_hour() {
        var handle = opened(text).handle();
        for (int use = 0; use < 3; use++) {
            clock.advance(Duration.ofMinutes(29));
            assertThat(sessions.use(handle)).isPresent();
        }

        clock.advance(Duration.ofMinutes(30));

        assertThat(sessions.use(handle)).isEmpty();
    }

    @Test // V7.3.2
    void a_session_is_over_after_a_working_day_however_much_it_is_used() {
        var handle = opened(text).handle();
        for (int use = 0; use < 31; use++) {
            clock.advance(Duration.ofMinutes(15));
            assertThat(sessions.use(handle)).isPresent();
        }

        clock.advance(Duration.ofMinutes(15));

        assertThat(sessions.use(handle)).isEmpty();
    }

    @Test // V7.4.1
    void a_session_that_was_ended_is_over() {
        var handle = opened(text).handle();

        sessions.end(handle);

        assertThat(sessions.use(handle)).isEmpty();
    }

    @Test // V8.3.2
    void a_session_is_good_for_as_long_as_its_key_and_no_longer() {
        var boss = opened(text).key();
        var soon = clock.instant().plus(Duration.ofMinutes(5));
        var scopes = Set.of(AdminScope.USERS_READ);
        var made =
                (AdminKeys.Making.Made)
                        keys.make(boss, "ci", scopes, Optional.of(soon), _ -> Witness.silent());
        var revoked =
                (AdminKeys.Making.Made)
                        keys.make(boss, "x", scopes, Optional.empty(), _ -> Witness.silent());
        var expiring = opened(made.text()).handle();
        var ending = opened(revoked.text()).handle();
        assertThat(sessions.use(expiring)).isPresent();

        keys.revoke(revoked.key().id(), Witness.silent());
        clock.moveTo(soon);

        assertThat(sessions.use(ending)).isEmpty();
        assertThat(sessions.use(expiring)).isEmpty();
    }

    @Test // V7.5.3
    void only_the_key_it_began_with_proves_who_is_there() {
        var session = sessions.use(opened(text).handle()).orElseThrow();
        var other =
                (AdminKeys.Making.Made)
                        keys.make(
                                session.key(),
                                "other",
                                Set.of(AdminScope.ALL),
                                Optional.empty(),
                                _ -> Witness.silent());

        assertThat(ConsoleSessions.isProved(session, text)).isTrue();
        assertThat(ConsoleSessions.isProved(session, other.text())).isFalse();
        assertThat(ConsoleSessions.isProved(session, "")).isFalse();
    }

    private Entry.Opened opened(String adminKey) {
        return (Entry.Opened) sessions.open(adminKey);
    }
}
