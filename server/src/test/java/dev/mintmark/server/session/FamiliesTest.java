package dev.mintmark.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.RecordedEvents;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.store.memory.MemoryStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class FamiliesTest {
    private static final ClientId WEB = new ClientId("web");
    private static final Origin HOME = new Origin("192.0.2.7");

    private final MemoryStore store = new MemoryStore(new MovableClock());
    private final Counted counted = new Counted(store.families());
    private final MovableClock clock = new MovableClock();
    private final RecordedEvents events = new RecordedEvents();
    private final Families families =
            new Families(
                    counted,
                    Some.oneList(),
                    Some.bytes(32),
                    Some.POLICY,
                    clock,
                    Some.RANDOM,
                    events);

    @BeforeEach
    void alice_has_an_account() {
        store.accounts().add(Some.account("alice", "admin"), Some.name("alice"));
    }

    @Test
    void each_refresh_gives_a_new_token_and_the_old_one_converges_on_it() {
        var first = signedIn().refreshToken();

        var second = granted(first);
        var again = granted(first);

        assertThat(second.refreshToken()).isNotEqualTo(first);
        assertThat(second.converged()).isFalse();
        assertThat(again.refreshToken()).isEqualTo(second.refreshToken());
        assertThat(again.converged()).isTrue();
    }

    @Test
    void r_143_a_lost_reply_costs_nothing_within_the_window() {
        var first = signedIn().refreshToken();
        granted(first);
        clock.advance(Some.POLICY.successorWindow());

        var retried = granted(first);

        assertThat(granted(retried.refreshToken()).family().generation()).isEqualTo(2);
    }

    @Test
    void r_144_a_reused_refresh_token_ends_its_family() {
        var opened = signedIn();
        var second = granted(opened.refreshToken());
        clock.advance(Duration.ofSeconds(31));

        assertThat(rotate(opened.refreshToken())).isEqualTo(refused(RefusedRefresh.REUSED));

        assertThat(rotate(second.refreshToken())).isEqualTo(refused(RefusedRefresh.ENDED));
        assertThat(events.of(Event.RefreshReused.class))
                .containsExactly(
                        new Event.RefreshReused(
                                opened.family().id(), Some.user("alice"), WEB, 0, 1, HOME));
        assertThat(events.of(Event.SessionEnded.class))
                .containsExactly(
                        new Event.SessionEnded(
                                opened.family().id(), Some.user("alice"), WEB, "reuse", HOME));
    }

    @Test
    void r_143_the_window_closes_when_the_successor_is_used() {
        var first = signedIn().refreshToken();
        granted(granted(first).refreshToken());

        assertThat(rotate(first)).isEqualTo(refused(RefusedRefresh.REUSED));
    }

    @Test
    void r_153_roles_are_read_again_at_each_refresh() {
        var first = signedIn().refreshToken();
        assertThat(granted(first).holder().roles()).containsExactly("admin");

        counted.roles = Optional.of(List.of("guest"));

        assertThat(granted(first).holder().roles()).containsExactly("guest");
    }

    @Test
    void garbage_and_forgeries_are_refused_before_the_store_is_asked() {
        var token = signedIn().refreshToken();
        var forged =
                new Families(
                                store.families(),
                                Some.oneList(),
                                new byte[32],
                                Some.POLICY,
                                clock,
                                Some.RANDOM,
                                events)
                        .open(arrival(), HOME)
                        .orElseThrow()
                        .refreshToken();
        int before = counted.asked;

        for (String text :
                List.of("", "mm_rt_", token + "0", token.replace("mm_rt_", "MM_RT_"), forged)) {
            assertThat(rotate(text)).isEqualTo(refused(RefusedRefresh.GARBAGE));
            assertThat(families.find(text)).isEmpty();
            assertThat(families.usable(text)).isEmpty();
        }

        assertThat(counted.asked).isEqualTo(before);
    }

    @Test
    void r_148_a_family_slides_on_use_but_never_past_its_absolute_end() {
        var opened = signedIn();
        var token = opened.refreshToken();
        var end = MovableClock.START.plus(Some.POLICY.absolute());
        assertThat(families.until(opened.family()))
                .isEqualTo(MovableClock.START.plus(Some.POLICY.idle()));

        for (int weeks = 1; weeks <= 12; weeks++) {
            clock.advance(Duration.ofDays(7));
            token = granted(token).refreshToken();
        }

        assertThat(families.until(families.find(token).orElseThrow().family())).isEqualTo(end);
        clock.moveTo(end);
        assertThat(rotate(token)).isEqualTo(refused(RefusedRefresh.EXPIRED));
    }

    @Test
    void an_idle_family_is_over_but_was_not_ended() {
        var opened = signedIn();
        clock.advance(Some.POLICY.idle());

        assertThat(families.isLive(families.find(opened.family().id()).orElseThrow())).isFalse();
        assertThat(families.usable(opened.refreshToken())).isEmpty();
        assertThat(rotate(opened.refreshToken())).isEqualTo(refused(RefusedRefresh.EXPIRED));
        assertThat(events.of(Event.SessionEnded.class)).isEmpty();
    }

    @Test
    void whether_a_token_is_usable_can_be_asked_without_harm() {
        var first = signedIn().refreshToken();
        var second = granted(first).refreshToken();

        assertThat(families.usable(first)).isPresent();
        assertThat(families.usable(second)).isPresent();
        clock.advance(Duration.ofSeconds(31));
        assertThat(families.usable(first)).isEmpty();
        assertThat(families.usable(second)).isPresent();
        assertThat(rotate(second)).isInstanceOf(Rotation.Granted.class);
    }

    @Test
    void the_family_of_any_of_its_tokens_can_be_found() {
        var opened = signedIn();
        granted(opened.refreshToken());

        assertThat(families.find(opened.refreshToken()).orElseThrow().family().id())
                .isEqualTo(opened.family().id());
    }

    @Test
    void ending_is_remembered_once() {
        var opened = signedIn();

        assertThat(families.end(opened.family().id(), EndReason.REVOKED, HOME)).isTrue();
        assertThat(families.end(opened.family().id(), EndReason.REVOKED, HOME)).isFalse();

        assertThat(events.of(Event.SessionEnded.class)).hasSize(1);
    }

    @Test
    void ending_all_of_a_user_says_how_many() {
        signedIn();
        signedIn();

        var alice = Some.user("alice");
        assertThat(families.endAll(alice, EndReason.ENDED_BY_ADMIN, HOME)).isEqualTo(2);

        assertThat(events.of(Event.SessionsEnded.class))
                .containsExactly(new Event.SessionsEnded(alice, 2, "ended_by_admin", HOME));
    }

    @Test
    void nothing_that_is_remembered_or_printed_holds_a_token() {
        var opened = signedIn();
        var second = granted(opened.refreshToken());
        granted(opened.refreshToken());
        rotate("mm_rt_garbage");
        families.rotate(second.refreshToken(), new ClientId("other"), Optional.empty(), HOME);
        clock.advance(Duration.ofSeconds(31));
        rotate(opened.refreshToken());

        assertThat(events.all()).hasSize(7);
        assertThat(events.all() + " " + opened + " " + second)
                .doesNotContain("mm_rt_")
                .doesNotContain(opened.refreshToken().substring(6, 30));
    }

    private Families.Opened signedIn() {
        return families.open(arrival(), HOME).orElseThrow();
    }

    private static Arrival arrival() {
        return new Arrival(
                Some.user("alice"),
                0,
                Instant.EPOCH,
                WEB,
                Some.scopes("a b"),
                List.of("https://a"),
                Device.UNKNOWN);
    }

    private Rotation rotate(String token) {
        return families.rotate(token, WEB, Optional.empty(), HOME);
    }

    private Rotation.Granted granted(String token) {
        return (Rotation.Granted) rotate(token);
    }

    private static Rotation refused(RefusedRefresh why) {
        return new Rotation.Refused(why);
    }
}
