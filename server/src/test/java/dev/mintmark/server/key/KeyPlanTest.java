package dev.mintmark.server.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.event.Origin;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.verifier.jose.Algorithm;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the schedule asks for, with nothing but values. Keys sign for 30 days, are announced an
/// hour ahead and stay a day; copies of the key set catch up within six minutes.
class KeyPlanTest {
    private static final Instant DAY_0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant DAY_30 = DAY_0.plus(Duration.ofDays(30));
    private static final KeySlot ES256 = KeySlot.accessTokens(Algorithm.ES256);
    private static final KeySlot RS256 = KeySlot.accessTokens(Algorithm.RS256);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final KeyPlan plan = new KeyPlan(Some.KEY_TIMES, DAY_0);

    @Test
    void nothing_is_due_while_a_key_signs() {
        assertThat(due(DAY_0.plus(Duration.ofDays(29)), signing("old", DAY_0))).isEmpty();
    }

    @Test
    void a_successor_is_announced_ahead_of_its_turn() {
        var old = signing("old", DAY_0);
        var ahead = DAY_30.minus(Duration.ofHours(1));

        assertThat(due(ahead.minus(MOMENT), old)).isEmpty();
        assertThat(due(ahead, old))
                .singleElement()
                .isInstanceOfSatisfying(
                        KeyStep.Announce.class,
                        step -> {
                            assertThat(step.slot()).isEqualTo(ES256);
                            assertThat(step.due()).isEmpty();
                            assertThat(step.mandate().actor()).isEqualTo(Mandate.Actor.SCHEDULE);
                        });
    }

    @Test
    void a_key_signs_from_its_turn_on_instead_of_the_one_before() {
        var old = signing("old", DAY_0);
        var young = announced("young", DAY_30.minus(Duration.ofHours(1)));

        assertThat(due(DAY_30.minus(MOMENT), old, young)).isEmpty();
        assertThat(due(DAY_30, old, young))
                .singleElement()
                .isInstanceOfSatisfying(
                        KeyStep.Promote.class,
                        step -> {
                            assertThat(step.key()).isEqualTo(young);
                            assertThat(step.instead()).contains(old);
                        });
    }

    @Test
    void no_key_signs_before_it_was_announced_long_enough_however_late_it_is() {
        var old = signing("old", DAY_0);
        var year = DAY_0.plus(Duration.ofDays(365));
        var young = announced("young", year);

        assertThat(due(year.plus(Duration.ofHours(1)).minus(MOMENT), old, young)).isEmpty();
        assertThat(due(year.plus(Duration.ofHours(1)), old, young))
                .singleElement()
                .isInstanceOf(KeyStep.Promote.class);
    }

    @Test
    void what_was_missed_for_months_is_made_up_once() {
        var late = DAY_0.plus(Duration.ofDays(200));

        assertThat(due(late, signing("old", DAY_0)))
                .singleElement()
                .isInstanceOf(KeyStep.Announce.class);
        // Its successor's own time begins when it begins to sign.
        assertThat(due(late.plus(Duration.ofDays(29)), signing("young", late))).isEmpty();
    }

    @Test
    void time_in_which_nobody_could_fetch_the_key_set_does_not_count() {
        var back = DAY_30.plus(Duration.ofHours(2));
        var restarted = new KeyPlan(Some.KEY_TIMES, back);
        var shelf = List.of(signing("old", DAY_0), announced("young", DAY_30.minusSeconds(3_600)));

        assertThat(restarted.due(new KeyShelf(1, back, shelf), Set.of())).isEmpty();
        var caughtUp = back.plus(Duration.ofMinutes(6));
        assertThat(restarted.due(new KeyShelf(1, caughtUp.minus(MOMENT), shelf), Set.of()))
                .isEmpty();
        assertThat(restarted.due(new KeyShelf(1, caughtUp, shelf), Set.of()))
                .singleElement()
                .isInstanceOf(KeyStep.Promote.class);
    }

    @Test
    void what_was_asked_for_comes_before_its_turn_and_before_others() {
        var old = signing("old", DAY_0);
        var waiting = announced("waiting", DAY_0);
        var asked = announced("asked", DAY_0.plusSeconds(10)).scheduled(day(5), admin());

        assertThat(due(day(5).minus(MOMENT), old, waiting, asked)).isEmpty();
        assertThat(due(day(5), old, waiting, asked))
                .singleElement()
                .isInstanceOfSatisfying(
                        KeyStep.Promote.class, step -> assertThat(step.key()).isEqualTo(asked));
    }

    @Test
    void a_retiring_key_leaves_when_it_is_due_and_not_before() {
        var old = key("old", KeyState.RETIRING, DAY_0, Optional.of(day(1)), Custody.SEALED);

        assertThat(due(day(1).minus(MOMENT), signing("new", DAY_0), old)).isEmpty();
        assertThat(due(day(1), signing("new", DAY_0), old))
                .singleElement()
                .isInstanceOfSatisfying(
                        KeyStep.Remove.class, step -> assertThat(step.key()).isEqualTo(old));
    }

    @Test
    void a_key_to_verify_with_stays_until_somebody_says_otherwise() {
        var foreign =
                key("foreign", KeyState.RETIRING, DAY_0, Optional.empty(), Custody.VERIFY_ONLY);

        assertThat(due(day(10_000), signing("new", day(9_999)), foreign)).isEmpty();
    }

    @Test
    void a_slot_that_is_wanted_gets_a_key_that_is_announced_first() {
        var steps =
                plan.due(
                        new KeyShelf(1, day(1), List.of(signing("old", DAY_0))),
                        Set.of(ES256, RS256));

        assertThat(steps)
                .singleElement()
                .isInstanceOfSatisfying(
                        KeyStep.Announce.class,
                        step -> {
                            assertThat(step.slot()).isEqualTo(RS256);
                            assertThat(step.due()).contains(day(1).plus(Duration.ofHours(1)));
                        });
    }

    @Test
    void purposes_and_algorithms_do_not_wait_for_each_other() {
        var statements = new KeySlot(KeyPurpose.STATEMENTS, Algorithm.ES256);
        var late = day(30);

        assertThat(
                        plan.due(
                                new KeyShelf(
                                        1,
                                        late,
                                        List.of(
                                                signing("a", DAY_0),
                                                inSlot(statements, signing("b", DAY_0)),
                                                inSlot(RS256, signing("c", day(20))))),
                                Set.of()))
                .extracting(step -> ((KeyStep.Announce) step).slot())
                .containsExactlyInAnyOrder(ES256, statements);
    }

    private List<KeyStep> due(Instant now, KeyRecord... keys) {
        return plan.due(new KeyShelf(1, now, List.of(keys)), Set.of());
    }

    private static Instant day(int number) {
        return DAY_0.plus(Duration.ofDays(number));
    }

    private static KeyRecord signing(String kid, Instant since) {
        return key(kid, KeyState.SIGNING, since, Optional.empty(), Custody.SEALED);
    }

    private static KeyRecord announced(String kid, Instant since) {
        return key(kid, KeyState.ANNOUNCED, since, Optional.empty(), Custody.SEALED);
    }

    private static KeyRecord key(
            String kid, KeyState state, Instant since, Optional<Instant> due, Custody custody) {
        return new KeyRecord(
                new KeyId(kid),
                ES256,
                state,
                since,
                due,
                admin(),
                since,
                custody,
                new byte[1],
                Optional.of(new byte[1]));
    }

    private static KeyRecord inSlot(KeySlot slot, KeyRecord key) {
        return new KeyRecord(
                key.kid(),
                slot,
                key.state(),
                key.since(),
                key.due(),
                key.mandate(),
                key.createdAt(),
                key.custody(),
                key.publicKey(),
                key.sealed());
    }

    private static Mandate admin() {
        return Mandate.admin("a test", Origin.SELF);
    }
}
