package dev.mintmark.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.fixture.AFamily;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.session.FamilyStore.Snapshot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The family under test was rotated to generation 5 at the start of time, and idles at most 14
/// days.
class RefreshRuleTest {
    private static final Instant ROTATED = MovableClock.START;
    private static final Holder ALICE = new Holder("alice", List.of("admin"), false, Instant.EPOCH);

    private final RefreshTokens tokens = new RefreshTokens(Some.bytes(32));

    /// What comes of a token of some generation, some time after the newest was first handed out.
    @ParameterizedTest
    @CsvSource({
        "5, PT0S,       Advance",
        "5, PT31S,      Advance",
        "5, P13D,       Advance",
        "5, PT335H59M59.999S, Advance",
        "5, P14D,       EXPIRED",
        "5, P100D,      EXPIRED",
        "5, PT-5S,      Advance",
        "4, PT0S,       Repeat",
        "4, PT29.999S,  Repeat",
        "4, PT30S,      Repeat",
        "4, PT30.001S,  REUSED",
        "4, P13D,       REUSED",
        "4, P14D,       EXPIRED",
        "4, PT-5S,      Repeat",
        "3, PT0S,       REUSED",
        "3, PT-0.001S,  OVERTAKEN",
        "3, PT-5S,      OVERTAKEN",
        "1, PT-5S,      OVERTAKEN",
        "0, PT-5S,      REUSED",
        "0, PT0S,       REUSED",
        "6, PT0S,       AHEAD_OF_RECORD",
        "7, PT0S,       AHEAD_OF_RECORD",
    })
    void a_token_is_judged_by_its_number_and_the_time(
            int generation, Duration after, String expected) {
        var family = rotated().build();

        var decision = decide(family, generation, ROTATED.plus(after), ALICE);

        assertThat(word(decision)).isEqualTo(expected);
    }

    @Test
    void advancing_moves_to_the_next_generation_now_and_keeps_the_rest() {
        var family = rotated().build();
        var now = ROTATED.plusSeconds(60);

        var advance = (Decision.Advance) decide(family, 5, now, ALICE);

        assertThat(advance.next()).usingRecursiveComparison().isEqualTo(AFamily.next(family, now));
        assertThat(advance.holder()).isEqualTo(ALICE);
    }

    @Test
    void repeating_leaves_the_family_as_it_is() {
        var family = rotated().build();

        var repeat = (Decision.Repeat) decide(family, 4, ROTATED.plusSeconds(5), ALICE);

        assertThat(repeat.family()).isSameAs(family);
    }

    @Test
    void reuse_ends_the_family_now() {
        var now = ROTATED.plusSeconds(31);

        var end = (Decision.End) decide(rotated().build(), 4, now, ALICE);

        assertThat(end.ended().ended()).contains(new Family.Ended(now, EndReason.REUSE));
        assertThat(end.ended().generation()).isEqualTo(5);
    }

    @Test
    void r_148_the_absolute_end_holds_however_fresh_the_token() {
        var family = rotated().lastingFor(Duration.ofDays(1)).build();

        assertThat(word(decide(family, 5, family.absoluteUntil().minusMillis(1), ALICE)))
                .isEqualTo("Advance");
        assertThat(word(decide(family, 5, family.absoluteUntil(), ALICE))).isEqualTo("EXPIRED");
    }

    @Test
    void r_151_a_disabled_holder_ends_the_family() {
        var disabled = new Holder("alice", List.of(), true, Instant.EPOCH);

        for (int generation : new int[] {0, 4, 5, 6}) {
            var decision = decide(rotated().build(), generation, ROTATED, disabled);
            assertThat(word(decision)).isEqualTo("USER_DISABLED");
            assertThat(((Decision.End) decision).ended().ended())
                    .contains(new Family.Ended(ROTATED, EndReason.USER_DISABLED));
        }
    }

    @Test
    void an_ended_family_stays_ended_and_keeps_its_reason() {
        var ended = rotated().ended(EndReason.REVOKED).build();

        for (int generation : new int[] {0, 4, 5}) {
            assertThat(decide(ended, generation, ROTATED, ALICE))
                    .isEqualTo(new Decision.Refuse(RefusedRefresh.ENDED));
        }
    }

    @Test
    void r_150_a_foreign_client_is_refused_and_cannot_end_the_family() {
        var family = rotated().through("owner").build();

        for (int generation : new int[] {0, 3, 4, 5, 6}) {
            assertThat(decide(family, generation, ROTATED, ALICE))
                    .isEqualTo(new Decision.Refuse(RefusedRefresh.FOREIGN_CLIENT));
        }
    }

    @Test
    void r_147_an_unknown_family_is_refused() {
        var rule = rule(rotated().build(), 5, ROTATED, Optional.empty());

        assertThat(rule.decide(Optional.empty()))
                .isEqualTo(new Decision.Refuse(RefusedRefresh.UNKNOWN_FAMILY));
    }

    @Test
    void a_token_made_without_the_salt_is_refused_and_cannot_end_the_family() {
        var family = rotated().build();
        for (int generation : new int[] {0, 4, 5}) {
            var forged = tokens.read(tokens.write(family.id(), generation, new byte[32]));
            var rule = rule(forged.orElseThrow(), ROTATED, Optional.empty());

            assertThat(rule.decide(Optional.of(new Snapshot(family, ALICE))))
                    .isEqualTo(new Decision.Refuse(RefusedRefresh.FORGED));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "orders:read orders:write, Advance",
        "orders:write orders:read, Advance",
        "orders:read,  Advance",
        "'',           Advance",
        "orders:read orders:delete, SCOPE_NOT_GRANTED",
        "ORDERS:READ,  SCOPE_NOT_GRANTED",
        "orders:r,     SCOPE_NOT_GRANTED",
    })
    void r_149_scope_may_shrink_and_not_grow(String asked, String expected) {
        var family = rotated().granted("orders:read orders:write").build();
        var rule = rule(family, 5, ROTATED, Optional.of(asked));

        var decision = rule.decide(Optional.of(new Snapshot(family, ALICE)));

        assertThat(word(decision)).isEqualTo(expected);
        if (decision instanceof Decision.Advance(var next, _)) {
            assertThat(next.scope()).isEqualTo(family.scope());
        }
    }

    @Test
    void asking_for_too_much_with_a_stolen_old_token_still_ends_the_family() {
        var family = rotated().build();
        var rule = rule(family, 3, ROTATED, Optional.of("everything"));

        assertThat(word(rule.decide(Optional.of(new Snapshot(family, ALICE))))).isEqualTo("REUSED");
    }

    private static AFamily rotated() {
        return AFamily.ofAlice().openedAt(ROTATED.minusSeconds(3600)).rotatedTo(5, ROTATED);
    }

    private Decision decide(Family family, int generation, Instant now, Holder holder) {
        return rule(family, generation, now, Optional.empty())
                .decide(Optional.of(new Snapshot(family, holder)));
    }

    private RefreshRule rule(Family family, int generation, Instant now, Optional<String> scope) {
        var text = tokens.write(family.id(), generation, family.salt());
        return rule(tokens.read(text).orElseThrow(), now, scope);
    }

    private RefreshRule rule(RefreshTokens.Presented token, Instant now, Optional<String> scope) {
        return new RefreshRule(
                token, new ClientId("web"), scope.map(Some::scopes), now, now, Some.POLICY, tokens);
    }

    private static String word(Decision decision) {
        return switch (decision) {
            case Decision.Advance _ -> "Advance";
            case Decision.Repeat _ -> "Repeat";
            case Decision.End(_, var why) -> why.name();
            case Decision.Refuse(var why) -> why.name();
        };
    }
}
