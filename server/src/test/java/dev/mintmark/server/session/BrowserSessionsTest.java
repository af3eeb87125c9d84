package dev.mintmark.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.event.Origin;
import dev.mintmark.server.event.Witness;
import dev.mintmark.server.fixture.Authority;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.Scopes;
import dev.mintmark.server.session.BrowserSessions.Resumption;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class BrowserSessionsTest {
    private final Authority authority = new Authority();
    private final BrowserSessions sessions =
            new BrowserSessions(
                    authority.store.families(), Some.bytes(32), Some.POLICY, authority.clock);
    private final Family family = open();
    private final String handle = sessions.handle(family);

    @AfterEach
    void close() {
        authority.close();
    }

    @Test
    void a_handle_leads_to_its_session_as_often_as_one_likes() {
        for (int i = 0; i < 10; i++) {
            assertThat(sessions.use(handle))
                    .isInstanceOfSatisfying(
                            Resumption.Live.class,
                            live -> {
                                assertThat(live.family().id()).isEqualTo(family.id());
                                assertThat(live.holder().name()).isEqualTo("alice");
                            });
        }
    }

    @Test // nothing in the cookie is a token.
    void a_handle_is_no_refresh_token_nor_the_reverse() {
        var opened = authority.families.open(arrival(), Origin.SELF).orElseThrow();

        assertThat(
                        authority.families.rotate(
                                handle,
                                ClientId.FIRST_PARTY,
                                java.util.Optional.empty(),
                                Authority.HOME))
                .isEqualTo(new Rotation.Refused(RefusedRefresh.GARBAGE));
        assertThat(over(opened.refreshToken())).isEqualTo(RefusedRefresh.GARBAGE);
    }

    @Test
    void use_keeps_it_alive_and_looking_does_not() {
        var half = Some.POLICY.idle().dividedBy(2).plusSeconds(1);

        authority.clock.advance(half);
        assertThat(sessions.use(handle)).isInstanceOf(Resumption.Live.class);
        authority.clock.advance(half);
        assertThat(sessions.look(handle)).isInstanceOf(Resumption.Live.class);
        authority.clock.advance(half);
        assertThat(over(handle)).isEqualTo(RefusedRefresh.EXPIRED);
    }

    @Test // R-224, V7.3.2
    void no_use_keeps_it_beyond_its_absolute_end() {
        var step = Some.POLICY.idle().dividedBy(2);
        for (var age = step; age.compareTo(Some.POLICY.absolute()) < 0; age = age.plus(step)) {
            authority.clock.advance(step);
            assertThat(sessions.use(handle)).as("%s", age).isInstanceOf(Resumption.Live.class);
        }
        authority.clock.advance(step);

        assertThat(over(handle)).isEqualTo(RefusedRefresh.EXPIRED);
    }

    @Test
    void use_is_written_down_now_and_then_only() {
        var generation = authority.families.find(family.id()).orElseThrow().family().generation();
        for (int i = 0; i < 100; i++) {
            authority.clock.advance(Duration.ofSeconds(1));
            assertThat(sessions.use(handle)).isInstanceOf(Resumption.Live.class);
        }

        assertThat(authority.families.find(family.id()).orElseThrow().family().generation())
                .isEqualTo(generation);
    }

    @Test
    void an_ended_session_is_over() {
        authority.families.end(family.id(), EndReason.SIGNED_OUT, Origin.SELF);

        assertThat(over(handle)).isEqualTo(RefusedRefresh.ENDED);
    }

    @Test
    void a_disabled_person_has_no_session() {
        authority.accounts.disable(authority.alice.id(), Witness.silent());

        assertThat(over(handle)).isIn(RefusedRefresh.ENDED, RefusedRefresh.USER_DISABLED);
    }

    @Test
    void a_changed_handle_is_nobodys() {
        for (int i = 0; i < handle.length(); i++) {
            var changed = new StringBuilder(handle);
            changed.setCharAt(i, handle.charAt(i) == 'a' ? 'b' : 'a');
            assertThat(over(changed.toString())).as("at %d", i).isEqualTo(RefusedRefresh.GARBAGE);
        }
    }

    private RefusedRefresh over(String text) {
        return ((Resumption.Over) sessions.use(text)).why();
    }

    private Family open() {
        return authority.families.open(arrival(), Origin.SELF).orElseThrow().family();
    }

    private Arrival arrival() {
        return new Arrival(
                authority.alice.id(),
                0,
                Instant.EPOCH,
                ClientId.FIRST_PARTY,
                Scopes.NONE,
                List.of("api"),
                Device.UNKNOWN);
    }
}
