package dev.mintmark.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.server.event.Origin;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.fixture.Together;
import dev.mintmark.server.key.Custody;
import dev.mintmark.server.key.KeyChange;
import dev.mintmark.server.key.KeyMove;
import dev.mintmark.server.key.KeyRecord;
import dev.mintmark.server.key.KeyShelf;
import dev.mintmark.server.key.KeySlot;
import dev.mintmark.server.key.KeyState;
import dev.mintmark.server.key.Mandate;
import dev.mintmark.verifier.jose.Algorithm;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

/// Signing keys: whatever changes them was decided by looking at all of them.
public abstract class KeyStoreConformance extends StoreConformance {

    @Test
    void in_the_beginning_there_is_no_key() {
        assertThat(store.keys().read().keys()).isEmpty();
        assertThat(store.keys().glance().version()).isEqualTo(store.keys().read().version());
    }

    @Test
    void a_key_is_found_as_it_was_added() {
        var key =
                new KeyRecord(
                        Some.keyRecord("k1", Algorithm.ES256, KeyState.RETIRING).kid(),
                        KeySlot.accessTokens(Algorithm.ES256),
                        KeyState.RETIRING,
                        MovableClock.START.plusSeconds(2),
                        Optional.of(MovableClock.START.plusSeconds(3)),
                        Mandate.admin("because", new Origin("192.0.2.1")),
                        MovableClock.START.plusSeconds(1),
                        Custody.VERIFY_ONLY,
                        new byte[] {1, 2},
                        Optional.of(new byte[] {3}));

        assertThat(Some.put(store.keys(), key)).isTrue();

        assertThat(store.keys().read().keys())
                .singleElement()
                .usingRecursiveComparison()
                .isEqualTo(key);
    }

    @Test
    void a_key_moves_and_leaves_nothing_sealed_behind() {
        var key = Some.keyRecord("k1", Algorithm.ES256, KeyState.SIGNING);
        Some.put(store.keys(), key);

        assertThat(apply(store.keys().read(), move(key, KeyState.REVOKED))).isTrue();

        var moved = store.keys().read().keys().getFirst();
        assertThat(moved.state()).isEqualTo(KeyState.REVOKED);
        assertThat(moved.sealed()).isEmpty();
        assertThat(moved.mandate().reason()).isEqualTo("moved");
        assertThat(moved.createdAt()).isEqualTo(key.createdAt());
    }

    @Test
    void each_change_has_a_version_of_its_own() {
        long before = store.keys().glance().version();
        Some.put(store.keys(), Some.keyRecord("k1", Algorithm.ES256, KeyState.ANNOUNCED));
        long after = store.keys().glance().version();

        assertThat(after).isGreaterThan(before);
        assertThat(store.keys().read().version()).isEqualTo(after);
    }

    @Test
    void keys_are_listed_oldest_first() {
        Some.put(store.keys(), aged("a", 2), aged("c", 1), aged("b", 1));

        assertThat(store.keys().read().keys())
                .extracting(key -> key.kid().value())
                .containsExactly("b", "c", "a");
    }

    @Test
    void a_decision_about_keys_that_have_changed_since_is_void() {
        var key = Some.keyRecord("k1", Algorithm.ES256, KeyState.ANNOUNCED);
        Some.put(store.keys(), key);
        var seen = store.keys().read();
        Some.put(store.keys(), Some.keyRecord("k2", Algorithm.ES256, KeyState.ANNOUNCED));

        assertThat(apply(seen, move(key, KeyState.SIGNING))).isFalse();

        assertThat(store.keys().read().keys())
                .extracting(KeyRecord::state)
                .containsOnly(KeyState.ANNOUNCED);
    }

    @Test
    void a_decision_that_was_held_up_is_void() {
        var seen = store.keys().read();
        var late =
                new KeyChange(
                        seen.version(),
                        seen.now().minus(Duration.ofSeconds(11)),
                        OptionalLong.empty(),
                        List.of(added("k1")));

        assertThat(store.keys().apply(late)).isFalse();

        assertThat(store.keys().read().keys()).isEmpty();
    }

    @Test
    void a_turn_ends_where_a_later_one_begins() {
        assertThat(inTurn(7, "k1")).isTrue();
        assertThat(inTurn(7, "k2")).as("the same turn goes on").isTrue();
        assertThat(inTurn(6, "k3")).as("an earlier one is over").isFalse();
        assertThat(inTurn(8, "k4")).isTrue();

        assertThat(store.keys().read().keys())
                .extracting(key -> key.kid().value())
                .containsExactlyInAnyOrder("k1", "k2", "k4");
    }

    @Test
    void of_nodes_that_race_one_makes_a_key() throws Exception {
        var seen = store.keys().read();
        var works = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 8; i++) {
            var key = Some.keyRecord("k" + i, Algorithm.ES256, KeyState.SIGNING);
            works.add(() -> apply(seen, new KeyMove(Optional.empty(), key)));
        }

        assertThat(Together.run(works)).filteredOn(won -> won).hasSize(1);
        assertThat(store.keys().read().keys()).hasSize(1);
    }

    @Test
    void two_keys_never_sign_in_one_slot_whoever_says_so() {
        Some.put(store.keys(), Some.keyRecord("k1", Algorithm.ES256, KeyState.SIGNING));
        Some.put(store.keys(), Some.keyRecord("k2", Algorithm.RS256, KeyState.SIGNING));
        long version = store.keys().glance().version();

        assertThatThrownBy(() ->
                        Some.put(
                                store.keys(),
                                Some.keyRecord("k3", Algorithm.PS256, KeyState.ANNOUNCED),
                                Some.keyRecord("k4", Algorithm.ES256, KeyState.SIGNING)))
                .isInstanceOf(RuntimeException.class);

        assertThat(store.keys().read().keys())
                .extracting(key -> key.kid().value())
                .containsExactlyInAnyOrder("k1", "k2");
        assertThat(store.keys().glance().version()).isEqualTo(version);
    }

    @Test
    void a_slot_is_left_and_filled_in_one_step() {
        var old = Some.keyRecord("k1", Algorithm.ES256, KeyState.SIGNING);
        var young = Some.keyRecord("k2", Algorithm.ES256, KeyState.ANNOUNCED);
        Some.put(store.keys(), old, young);

        var seen = store.keys().read();
        assertThat(apply(seen, move(old, KeyState.RETIRING), move(young, KeyState.SIGNING)))
                .isTrue();

        assertThat(store.keys().read().keys())
                .extracting(key -> key.kid().value() + " " + key.state().word())
                .containsExactlyInAnyOrder("k1 retiring", "k2 signing");
    }

    private boolean inTurn(long turn, String kid) {
        var seen = store.keys().read();
        return store.keys()
                .apply(
                        new KeyChange(
                                seen.version(),
                                seen.now(),
                                OptionalLong.of(turn),
                                List.of(added(kid))));
    }

    private boolean apply(KeyShelf seen, KeyMove... moves) {
        return store.keys()
                .apply(
                        new KeyChange(
                                seen.version(), seen.now(), OptionalLong.empty(), List.of(moves)));
    }

    private static KeyMove added(String kid) {
        return new KeyMove(
                Optional.empty(), Some.keyRecord(kid, Algorithm.ES256, KeyState.ANNOUNCED));
    }

    private static KeyMove move(KeyRecord key, KeyState to) {
        return new KeyMove(
                Optional.of(key.state()),
                new KeyRecord(
                        key.kid(),
                        key.slot(),
                        to,
                        key.since().plusSeconds(60),
                        Optional.empty(),
                        Mandate.admin("moved", Origin.SELF),
                        key.createdAt(),
                        key.custody(),
                        key.publicKey(),
                        to.isPublished() ? key.sealed() : Optional.empty()));
    }

    private static KeyRecord aged(String kid, int seconds) {
        var key = Some.keyRecord(kid, Algorithm.ES256, KeyState.GONE);
        return new KeyRecord(
                key.kid(),
                key.slot(),
                key.state(),
                key.since(),
                key.due(),
                key.mandate(),
                key.createdAt().plusSeconds(seconds),
                key.custody(),
                key.publicKey(),
                key.sealed());
    }
}
