package dev.mintmark.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.server.account.AccountStore;
import dev.mintmark.server.fixture.AFamily;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.fixture.Together;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.Scopes;
import dev.mintmark.server.id.StatusIndex;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.revocation.status.ListTerm;
import dev.mintmark.server.session.Decision;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Family;
import dev.mintmark.server.session.FamilyStore;
import dev.mintmark.server.session.FamilyStore.CutOff;
import dev.mintmark.server.session.FamilyStore.Opening;
import dev.mintmark.server.session.FamilyStore.Snapshot;
import dev.mintmark.server.session.Holder;
import dev.mintmark.server.session.RefusedRefresh;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

public abstract class FamilyStoreConformance extends StoreConformance {
    private static final Instant LATER = MovableClock.START.plusSeconds(60);

    @BeforeEach
    void alice_and_bob_have_accounts() {
        store.accounts().add(Some.account("alice", "admin"), Some.name("alice"));
        store.accounts().add(Some.account("bob"), Some.name("bob"));
    }

    @Test
    void a_family_is_found_as_it_was_opened_together_with_its_holder() {
        var opened = opened(AFamily.ofAlice().through("web").granted("a b"));
        var scopeless = opened(AFamily.ofAlice().granted(""));

        var found = store.families().find(opened.id()).orElseThrow();

        assertThat(found.family())
                .usingRecursiveComparison()
                .withStrictTypeChecking()
                .isEqualTo(opened);
        assertThat(found.holder())
                .isEqualTo(new Holder("alice", List.of("admin"), false, Instant.EPOCH));
        assertThat(store.families().find(scopeless.id()).orElseThrow().family().scope())
                .isEqualTo(Scopes.NONE);
    }

    @Test
    void no_family_is_found_under_an_id_never_given_out() {
        assertThat(store.families().find(new FamilyId(1, 2))).isEmpty();
    }

    @Test
    void an_id_is_given_out_once() {
        var opened = opened(AFamily.ofAlice());

        var twin = AFamily.copy(opened, StatusIndex.random(2, Some.RANDOM));

        assertThatThrownBy(() -> store.families().open(twin, 0))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void r_269_no_two_families_get_one_place_in_a_status_list() {
        var place = new StatusIndex(1, 7);
        opened(AFamily.ofAlice().at(place));
        var second = AFamily.of("bob").at(place).build();

        assertThat(store.families().open(second, 0)).isEqualTo(Opening.PLACE_TAKEN);

        assertThat(store.families().find(second.id())).isEmpty();
        opened(AFamily.of("bob").at(new StatusIndex(2, 7)));
        opened(AFamily.of("bob").at(new StatusIndex(1, StatusIndex.PLACES - 1)));
    }

    @Test
    void r_269_of_many_who_want_one_place_one_gets_it() throws Exception {
        var place = new StatusIndex(1, 7);

        var openings =
                Together.run(
                        8, () -> store.families().open(AFamily.ofAlice().at(place).build(), 0));

        assertThat(openings).containsOnlyOnce(Opening.OPENED);
    }

    @Test
    void r_151_a_family_is_opened_only_while_its_account_is_as_it_was() {
        var early = AFamily.ofAlice().build();
        store.accounts().setPassword(Some.user("alice"), "new", LATER);

        assertThat(store.families().open(early, 0)).isEqualTo(Opening.ACCOUNT_CHANGED);

        assertThat(store.families().find(early.id())).isEmpty();
        assertThat(store.families().open(early, 1)).isEqualTo(Opening.OPENED);
        store.accounts().disable(Some.user("alice"), LATER);
        assertThat(store.families().open(AFamily.ofAlice().build(), 2))
                .isEqualTo(Opening.ACCOUNT_CHANGED);
    }

    @Test
    void a_rule_sees_the_family_as_it_stands() {
        var opened = opened(AFamily.ofAlice());
        var seen = new ArrayList<Optional<Snapshot>>();

        refresh(opened.id(), LATER);
        store.families()
                .refresh(
                        opened.id(),
                        current -> {
                            seen.add(current);
                            return refusal();
                        });

        assertThat(seen.getLast().orElseThrow().family().generation()).isEqualTo(1);
        assertThat(seen.getLast().orElseThrow().holder().name()).isEqualTo("alice");
    }

    @Test
    void a_rule_for_an_unknown_family_sees_none() {
        var decision =
                store.families()
                        .refresh(
                                new FamilyId(1, 2),
                                current -> {
                                    assertThat(current).isEmpty();
                                    return refusal();
                                });

        assertThat(decision).isEqualTo(refusal());
    }

    @Test
    void advancing_changes_the_generation_and_its_time_only() {
        var opened = opened(AFamily.ofAlice());

        refresh(opened.id(), LATER);

        var found = store.families().find(opened.id()).orElseThrow().family();
        assertThat(found.generation()).isEqualTo(1);
        assertThat(found.rotatedAt()).isEqualTo(LATER);
        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFields("generation", "rotatedAt")
                .isEqualTo(opened);
    }

    @Test
    void repeating_and_refusing_change_nothing() {
        var opened = opened(AFamily.ofAlice());

        store.families()
                .refresh(
                        opened.id(),
                        current ->
                                new Decision.Repeat(
                                        current.orElseThrow().family(),
                                        current.orElseThrow().holder()));
        store.families().refresh(opened.id(), _ -> refusal());

        assertThat(store.families().find(opened.id()).orElseThrow().family())
                .usingRecursiveComparison()
                .isEqualTo(opened);
    }

    @Test
    void a_rule_can_end_the_family() {
        var opened = opened(AFamily.ofAlice());

        store.families()
                .refresh(
                        opened.id(),
                        current ->
                                new Decision.End(
                                        current.orElseThrow()
                                                .family()
                                                .ended(LATER, EndReason.REUSE),
                                        RefusedRefresh.REUSED));

        assertThat(ended(opened)).contains(new Family.Ended(LATER, EndReason.REUSE));
    }

    @Test
    void a_family_ends_once_and_keeps_its_first_reason() {
        var opened = opened(AFamily.ofAlice());

        assertThat(store.families().end(opened.id(), EndReason.REVOKED, LATER)).isTrue();
        assertThat(store.families().end(opened.id(), EndReason.REUSE, LATER.plusSeconds(1)))
                .isFalse();

        assertThat(ended(opened)).contains(new Family.Ended(LATER, EndReason.REVOKED));
        assertThat(store.families().end(new FamilyId(1, 2), EndReason.REVOKED, LATER)).isFalse();
    }

    @Test
    void all_of_a_user_end_together_and_are_counted() {
        var first = opened(AFamily.ofAlice());
        var second = opened(AFamily.ofAlice());
        var bobs = opened(AFamily.of("bob"));
        store.families().end(second.id(), EndReason.REVOKED, LATER);

        int count = store.families().endAll(Some.user("alice"), EndReason.ENDED_BY_ADMIN, LATER);

        assertThat(count).isEqualTo(1);
        assertThat(ended(first)).contains(new Family.Ended(LATER, EndReason.ENDED_BY_ADMIN));
        assertThat(ended(second)).contains(new Family.Ended(LATER, EndReason.REVOKED));
        assertThat(ended(bobs)).isEmpty();
    }

    @Test
    void all_others_of_a_user_can_end_together() {
        var kept = opened(AFamily.ofAlice());
        var first = opened(AFamily.ofAlice());
        var second = opened(AFamily.ofAlice());
        var bobs = opened(AFamily.of("bob"));

        var alice = Some.user("alice");
        assertThat(store.families().endOthers(alice, kept.id(), EndReason.SIGNED_OUT, LATER))
                .isEqualTo(2);
        assertThat(store.families().endOthers(alice, kept.id(), EndReason.SIGNED_OUT, LATER))
                .isZero();

        for (var family : List.of(first, second)) {
            assertThat(ended(family)).contains(new Family.Ended(LATER, EndReason.SIGNED_OUT));
        }
        assertThat(ended(kept)).isEmpty();
        assertThat(ended(bobs)).isEmpty();
        // Whoever was signing in meanwhile has to begin again.
        assertThat(store.families().open(AFamily.ofAlice().build(), 0))
                .isEqualTo(Opening.ACCOUNT_CHANGED);
    }

    @Test
    void the_living_of_a_user_are_found_however_many_are_over() {
        var oldest = opened(AFamily.ofAlice());
        for (int i = 1; i <= 5; i++) {
            var over = opened(AFamily.ofAlice().openedAt(MovableClock.START.plusSeconds(i)));
            store.families().end(over.id(), EndReason.REVOKED, LATER);
        }
        opened(AFamily.ofAlice().lastingFor(Duration.ofMinutes(1)));
        opened(AFamily.of("bob"));
        var newest = opened(AFamily.ofAlice().openedAt(MovableClock.START.plusSeconds(9)));
        var now = MovableClock.START.plus(Duration.ofMinutes(1));
        var alice = Some.user("alice");

        assertThat(living(alice, now, MovableClock.START.minusMillis(1), 9))
                .containsExactly(newest.id(), oldest.id());
        assertThat(living(alice, now, MovableClock.START, 9)).containsExactly(newest.id());
        assertThat(living(alice, now, MovableClock.START.minusMillis(1), 1))
                .containsExactly(newest.id());
    }

    private List<FamilyId> living(UserId user, Instant now, Instant usedAfter, int limit) {
        return store.families().living(user, now, usedAfter, limit).stream()
                .map(found -> found.family().id())
                .toList();
    }

    @Test
    void all_that_a_user_was_issued_can_be_voided() {
        var alices = opened(AFamily.ofAlice());
        var bobs = opened(AFamily.of("bob"));

        var cutOff = store.families().cutOff(Some.user("alice"), LATER);

        assertThat(cutOff.ended()).isEqualTo(1);
        assertThat(cutOff.notBefore()).isAfter(MovableClock.START).isEqualTo(second(cutOff));
        assertThat(ended(alices)).contains(new Family.Ended(LATER, EndReason.CUT_OFF));
        assertThat(holder(alices).notBefore()).isEqualTo(cutOff.notBefore());
        assertThat(stored("alice").notBefore()).isEqualTo(cutOff.notBefore());
        assertThat(ended(bobs)).isEmpty();
        assertThat(holder(bobs).notBefore()).isEqualTo(Instant.EPOCH);
        assertThat(store.families().open(AFamily.ofAlice().build(), 0))
                .isEqualTo(Opening.ACCOUNT_CHANGED);
    }

    @Test
    void all_that_everybody_was_issued_can_be_voided() {
        var alices = opened(AFamily.ofAlice());
        var bobs = opened(AFamily.of("bob"));
        store.families().end(alices.id(), EndReason.REVOKED, LATER);

        var cutOff = store.families().cutOffEverybody(LATER);

        assertThat(cutOff.ended()).isEqualTo(1);
        assertThat(cutOff.notBefore()).isAfter(MovableClock.START).isEqualTo(second(cutOff));
        assertThat(holder(alices).notBefore()).isEqualTo(cutOff.notBefore());
        assertThat(stored("alice").notBefore()).isEqualTo(cutOff.notBefore());
        assertThat(store.families().find(bobs.id()).orElseThrow().ended())
                .contains(new Family.Ended(cutOff.notBefore(), EndReason.CUT_OFF));
        assertThat(store.deniedTokens().isDenied("t", cutOff.notBefore().minusSeconds(1))).isTrue();
        assertThat(store.deniedTokens().isDenied("t", cutOff.notBefore())).isFalse();
    }

    @Test
    void whoever_proved_who_they_are_before_everything_was_voided_opens_no_session() {
        opened(AFamily.ofAlice());
        var cutOff = store.families().cutOffEverybody(LATER);
        var before = AFamily.ofAlice().openedAt(cutOff.notBefore().minusMillis(1)).build();
        var after = AFamily.ofAlice().openedAt(cutOff.notBefore()).build();

        assertThat(store.families().open(before, 0)).isEqualTo(Opening.ACCOUNT_CHANGED);
        assertThat(store.families().open(after, 0)).isEqualTo(Opening.OPENED);

        assertThat(store.families().find(before.id())).isEmpty();
        assertThat(store.families().find(after.id()).orElseThrow().ended()).isEmpty();
    }

    @Test
    void a_second_cut_off_voids_what_began_right_after_the_first_and_brings_nothing_back() {
        var before = opened(AFamily.ofAlice());
        var first = store.families().cutOffEverybody(LATER);
        var between = opened(AFamily.ofAlice().openedAt(first.notBefore()));
        var second = store.families().cutOffEverybody(LATER);
        opened(AFamily.ofAlice().openedAt(second.notBefore()));
        var hers = store.families().cutOff(Some.user("alice"), LATER);

        assertThat(second.notBefore()).isAfter(first.notBefore());
        assertThat(second.ended()).isEqualTo(1);
        for (var family : List.of(before, between)) {
            assertThat(store.families().find(family.id()).orElseThrow().ended()).isPresent();
        }
        assertThat(hers.notBefore()).isAfter(MovableClock.START);
        assertThat(stored("alice").notBefore())
                .isAfterOrEqualTo(hers.notBefore())
                .isAfterOrEqualTo(second.notBefore());
    }

    @Test
    void the_bits_of_all_sessions_are_set_that_ended_or_were_voided() {
        var ended = opened(AFamily.ofAlice().at(new StatusIndex(1, 7)));
        opened(AFamily.ofAlice().at(new StatusIndex(1, 8)));
        opened(AFamily.ofAlice().at(new StatusIndex(2, 9)));
        store.families().end(ended.id(), EndReason.REVOKED, LATER);

        assertThat(store.statusLists().revoked(1).stream()).containsExactly(7);
        assertThat(store.statusLists().revoked(2).stream()).isEmpty();

        var cutOff = store.families().cutOffEverybody(LATER);
        opened(AFamily.ofAlice().at(new StatusIndex(1, 10)).openedAt(cutOff.notBefore()));

        assertThat(store.statusLists().revoked(1).stream()).containsExactly(7, 8);
        assertThat(store.statusLists().revoked(2).stream()).containsExactly(9);
    }

    @Test
    void families_are_listed_newest_first_up_to_a_limit() {
        var second = opened(AFamily.ofAlice().openedAt(LATER));
        var third = opened(AFamily.of("bob").openedAt(LATER.plusMillis(1)));
        var first = opened(AFamily.ofAlice());

        assertThat(listed(Optional.empty(), 10))
                .containsExactly(third.id(), second.id(), first.id());
        assertThat(listed(Optional.empty(), 2)).containsExactly(third.id(), second.id());
        assertThat(listed(Optional.of(first), 10)).containsExactly(second.id(), first.id());
        assertThat(listed(Optional.of(first), 1)).containsExactly(second.id());
    }

    @Test
    void families_opened_in_one_instant_are_listed_alike_by_every_store() {
        var ids = new ArrayList<FamilyId>();
        for (int i = 0; i < 20; i++) {
            ids.add(opened(AFamily.ofAlice()).id());
        }
        ids.sort((a, b) -> b.toString().compareTo(a.toString()));

        assertThat(listed(Optional.empty(), 20)).containsExactlyElementsOf(ids);
    }

    @Test
    void ended_families_are_listed_too() {
        var opened = opened(AFamily.ofAlice());
        store.families().end(opened.id(), EndReason.REVOKED, LATER);

        assertThat(listed(Optional.empty(), 10)).containsExactly(opened.id());
    }

    @Test
    void families_past_their_absolute_end_are_forgotten_oldest_first_a_few_at_a_time() {
        var first = opened(AFamily.ofAlice());
        var second = opened(AFamily.ofAlice().openedAt(LATER));
        var end = second.absoluteUntil();

        assertThat(store.families().forgetEnded(first.absoluteUntil().minusMillis(1), 10)).isZero();
        assertThat(store.families().forgetEnded(end, 1)).isOne();
        assertThat(listed(Optional.empty(), 10)).containsExactly(second.id());
        assertThat(store.families().forgetEnded(end, 10)).isOne();
        assertThat(listed(Optional.empty(), 10)).isEmpty();
    }

    @Test
    void r_269_a_family_keeps_its_place_for_as_long_as_its_list_gives_places_away() {
        var family = opened(AFamily.ofAlice().lastingFor(Duration.ofMinutes(1)));
        var closing = LATER.plus(Duration.ofDays(30));
        store.statusLists().add(new ListTerm(1, MovableClock.START, closing));
        var over = closing.plus(FamilyStore.LATE_COMERS);

        assertThat(store.families().forgetEnded(over.minusMillis(1), 10)).isZero();
        assertThat(store.statusLists().taken(1)).isOne();
        assertThat(store.statusLists().forget(over)).isZero();

        assertThat(store.families().forgetEnded(over, 10)).isOne();
        assertThat(store.families().find(family.id())).isEmpty();
        assertThat(store.statusLists().forget(over)).isOne();
    }

    private Family opened(AFamily family) {
        var built = family.build();
        assertThat(store.families().open(built, 0)).isEqualTo(Opening.OPENED);
        return built;
    }

    private void refresh(FamilyId id, Instant now) {
        store.families()
                .refresh(
                        id,
                        current -> {
                            var family = current.orElseThrow().family();
                            return new Decision.Advance(
                                    AFamily.next(family, now), current.orElseThrow().holder());
                        });
    }

    private static Instant second(CutOff cutOff) {
        return cutOff.notBefore().truncatedTo(ChronoUnit.SECONDS);
    }

    private Holder holder(Family family) {
        return store.families().find(family.id()).orElseThrow().holder();
    }

    private AccountStore.Stored stored(String name) {
        return store.accounts().find(Some.name(name)).orElseThrow();
    }

    private Optional<Family.Ended> ended(Family family) {
        return store.families().find(family.id()).orElseThrow().family().ended();
    }

    @Test
    void a_list_goes_on_after_the_last_session_that_was_seen() {
        var at = MovableClock.START;
        var first = opened(AFamily.ofAlice().openedAt(at));
        var second = opened(AFamily.of("bob").openedAt(at.plusSeconds(1)));
        var third = opened(AFamily.ofAlice().openedAt(at.plusSeconds(2)));

        assertThat(listed(Optional.empty(), Optional.of(third.id()), 10))
                .containsExactly(second.id(), first.id());
        assertThat(listed(Optional.of(first), Optional.of(third.id()), 10))
                .containsExactly(first.id());
        assertThat(listed(Optional.empty(), Optional.of(first.id()), 10)).isEmpty();
    }

    private List<FamilyId> listed(Optional<Family> ofWhom, int limit) {
        return listed(ofWhom, Optional.empty(), limit);
    }

    private List<FamilyId> listed(Optional<Family> ofWhom, Optional<FamilyId> before, int limit) {
        return store.families().list(ofWhom.map(Family::user), before, limit).stream()
                .map(found -> found.family().id())
                .toList();
    }

    private static Decision refusal() {
        return new Decision.Refuse(RefusedRefresh.EXPIRED);
    }
}
