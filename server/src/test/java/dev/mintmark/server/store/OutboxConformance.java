package dev.mintmark.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.fixture.AFamily;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.fixture.Together;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.server.key.KeyState;
import dev.mintmark.server.revocation.Notice;
import dev.mintmark.server.revocation.Revoked;
import dev.mintmark.server.session.Decision;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Family;
import dev.mintmark.server.session.RefusedRefresh;
import dev.mintmark.verifier.jose.Algorithm;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Whatever is revoked is told, once, in an order that never changes.
public abstract class OutboxConformance extends StoreConformance {
    private static final Instant NOW = MovableClock.START;

    private long begin;

    @BeforeEach
    void alice_and_bob_have_accounts() {
        store.accounts().add(Some.account("alice"), Some.name("alice"));
        store.accounts().add(Some.account("bob"), Some.name("bob"));
        begin = store.outbox().head();
    }

    @Test
    void a_session_that_ends_is_told_once_with_its_place_and_the_cause() {
        var family = opened("alice");

        store.families().end(family.id(), EndReason.SIGNED_OUT, NOW);
        store.families().end(family.id(), EndReason.REUSE, NOW);

        assertThat(told())
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.at()).isEqualTo(NOW);
                    assertThat(notice.cause()).isEqualTo("signed_out");
                    assertThat(notice.what())
                            .isEqualTo(new Revoked.Session(family.id(), family.status()));
                });
    }

    @Test
    void r_144_a_session_that_a_refresh_ends_is_told() {
        var family = opened("alice");

        store.families()
                .refresh(
                        family.id(),
                        current ->
                                new Decision.End(
                                        current.orElseThrow().family().ended(NOW, EndReason.REUSE),
                                        RefusedRefresh.REUSED));

        assertThat(told())
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.cause()).isEqualTo("reuse");
                    assertThat(notice.what())
                            .isEqualTo(new Revoked.Session(family.id(), family.status()));
                });
    }

    @Test
    void r_151_all_sessions_that_end_with_an_account_or_its_password_are_told() {
        var first = opened("alice");
        var second = opened("alice");
        opened("bob");
        store.families().end(first.id(), EndReason.REVOKED, NOW);
        store.accounts().setPassword(Some.user("alice"), "new", NOW);
        var bobs = opened("bob");
        store.accounts().disable(Some.user("bob"), NOW);

        assertThat(told()).extracting(Notice::cause).startsWith("revoked", "password_changed");
        assertThat(told()).hasSize(4);
        assertThat(told()).map(Notice::what).contains(session(second), session(bobs));
    }

    @Test
    void all_sessions_of_a_person_that_end_together_are_told() {
        var first = opened("alice");
        var second = opened("alice");
        opened("bob");

        store.families().endAll(Some.user("alice"), EndReason.ENDED_BY_ADMIN, NOW);

        assertThat(told())
                .map(Notice::what)
                .containsExactlyInAnyOrder(session(first), session(second));
    }

    @Test
    void what_is_voided_is_told_with_the_moment_and_for_a_person_with_each_session() {
        var alices = opened("alice");
        opened("bob");

        var hers = store.families().cutOff(Some.user("alice"), NOW);
        var everybodys = store.families().cutOffEverybody(NOW);

        assertThat(told())
                .map(Notice::what)
                .containsExactly(
                        session(alices),
                        new Revoked.OfUser(Some.user("alice"), hers.notBefore()),
                        new Revoked.OfEverybody(everybodys.notBefore()));
        assertThat(told()).map(Notice::cause).containsOnly("cut_off");
        assertThat(store.outbox().unlistedAfter(begin, 10)).hasSize(2);
    }

    @Test
    void what_changes_nothing_is_not_told() {
        var family = opened("alice");
        store.families().refresh(family.id(), _ -> new Decision.Refuse(RefusedRefresh.FORGED));
        store.accounts().disable(Some.user("ghost"), NOW);
        store.families().endAll(Some.user("bob"), EndReason.REVOKED, NOW);

        assertThat(told()).isEmpty();
    }

    @Test
    void r_172_a_denied_token_is_told_once() {
        store.deniedTokens().deny("t1", NOW.plusSeconds(600), EndReason.REVOKED, NOW);
        store.deniedTokens().deny("t1", NOW.plusSeconds(600), EndReason.REVOKED, NOW);

        assertThat(told())
                .map(Notice::what)
                .containsExactly(new Revoked.Token("t1", NOW.plusSeconds(600)));
    }

    @Test
    void a_revoked_key_is_told_and_no_other_change_of_keys_is() {
        Some.put(
                store.keys(),
                Some.keyRecord("k1", Algorithm.ES256, KeyState.SIGNING),
                Some.keyRecord("k2", Algorithm.RS256, KeyState.REVOKED));

        assertThat(told()).map(Notice::what).containsExactly(new Revoked.Key(new KeyId("k2")));
        assertThat(told()).map(Notice::cause).containsExactly("key_revoked");
        assertThat(store.outbox().unlistedAfter(begin, 10)).isEqualTo(told());
    }

    @Test
    void what_status_lists_say_can_be_left_out() {
        store.families().end(opened("alice").id(), EndReason.REVOKED, NOW);
        deny("t1");
        deny("t2");

        var first = store.outbox().unlistedAfter(begin, 1);

        assertThat(first).map(Notice::what).map(OutboxConformance::token).containsExactly("t1");
        assertThat(store.outbox().unlistedAfter(first.getLast().position(), 10))
                .map(Notice::what)
                .map(OutboxConformance::token)
                .containsExactly("t2");
    }

    @Test
    void notices_are_read_in_pieces_and_none_is_lost_between_them() {
        for (int i = 0; i < 10; i++) {
            deny("t" + i);
        }

        var read = new ArrayList<Notice>();
        long position = begin;
        while (true) {
            var piece = store.outbox().after(position, 3);
            if (piece.isEmpty()) {
                break;
            }
            assertThat(piece).hasSizeLessThanOrEqualTo(3);
            read.addAll(piece);
            position = piece.getLast().position();
        }

        assertThat(read).map(Notice::what).map(OutboxConformance::token).isEqualTo(tokens(10));
        assertThat(read).map(Notice::position).isSorted().doesNotHaveDuplicates();
        assertThat(store.outbox().head()).isGreaterThanOrEqualTo(position);
    }

    @Test
    void notices_are_forgotten_oldest_first_but_for_the_newest() {
        for (int i = 0; i < 5; i++) {
            store.deniedTokens().deny("t" + i, NOW, EndReason.REVOKED, NOW.plusSeconds(i));
        }
        long newest = told().getLast().position();

        assertThat(store.outbox().forget(NOW, 10)).isZero();
        assertThat(store.outbox().forget(NOW.plusSeconds(3), 2)).isEqualTo(2);
        assertThat(store.outbox().forget(NOW.plusSeconds(3), 10)).isEqualTo(1);
        assertThat(store.outbox().oldest()).hasValue(told().getFirst().position());
        assertThat(store.outbox().forget(NOW.plusSeconds(60), 10)).isEqualTo(1);

        assertThat(told()).map(Notice::what).map(OutboxConformance::token).containsExactly("t4");
        assertThat(store.outbox().oldest()).hasValue(newest);
        assertThat(store.outbox().head()).isGreaterThanOrEqualTo(newest);
    }

    @Test
    void an_empty_outbox_has_no_oldest_notice() {
        assertThat(store.outbox().oldest()).isEmpty();
        assertThat(told()).isEmpty();
    }

    @Test
    void the_bell_rings_after_something_was_told() throws Exception {
        var rung = new Semaphore(0);
        store.outbox().onChange(rung::release);

        deny("t1");

        assertThat(rung.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        assertThat(told()).hasSize(1);
    }

    @Test
    void who_reads_while_many_revoke_misses_nothing_and_sees_nothing_twice() throws Exception {
        int writers = 6;
        int each = 25;
        var number = new AtomicInteger();
        var read = new ArrayList<Notice>();
        var works = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < writers; i++) {
            works.add(() -> {
                for (int j = 0; j < each; j++) {
                    deny("t" + number.getAndIncrement());
                }
                return true;
            });
        }
        works.add(() -> {
            long position = begin;
            while (read.size() < writers * each) {
                var piece = store.outbox().after(position, 7);
                read.addAll(piece);
                position = piece.isEmpty() ? position : piece.getLast().position();
            }
            return true;
        });

        Together.run(works);

        assertThat(read).map(Notice::position).isSorted();
        assertThat(read)
                .map(Notice::what)
                .map(OutboxConformance::token)
                .containsExactlyInAnyOrderElementsOf(tokens(writers * each));
    }

    private List<Notice> told() {
        return store.outbox().after(begin, 1_000);
    }

    private void deny(String token) {
        store.deniedTokens().deny(token, NOW.plusSeconds(600), EndReason.REVOKED, NOW);
    }

    private Family opened(String user) {
        var family = AFamily.of(user).build();
        store.families().open(family, versionOf(user));
        return family;
    }

    private int versionOf(String user) {
        return store.accounts().find(Some.name(user)).orElseThrow().version();
    }

    private static Revoked session(Family family) {
        return new Revoked.Session(family.id(), family.status());
    }

    private static String token(Revoked what) {
        return ((Revoked.Token) what).id();
    }

    private static List<String> tokens(int count) {
        var tokens = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            tokens.add("t" + i);
        }
        return tokens;
    }
}
