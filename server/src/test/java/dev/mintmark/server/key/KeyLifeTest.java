package dev.mintmark.server.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.fault.CannotStart;
import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.RecordedEvents;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.fixture.Together;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.server.store.memory.MemoryStore;
import dev.mintmark.verifier.KeyLookup;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.SignatureProvider;

import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// One or more nodes on one database, their life in fast motion.
class KeyLifeTest {
    private static final KeySlot ES256 = KeySlot.accessTokens(Algorithm.ES256);
    private static final Mandate ADMIN = Mandate.admin("a test", new Origin("192.0.2.1"));

    private final MovableClock clock = new MovableClock();
    private final KeyStore store = new MemoryStore(clock).keys();
    private final Sealer sealer = Some.sealer(MasterKey.random(Some.RANDOM));
    private final KeyMaker maker = new KeyMaker(sealer, Some.RANDOM);
    private final RecordedEvents events = new RecordedEvents();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void a_key_is_announced_signs_retires_and_goes() {
        var node = node();
        var first = signing(node);

        passUntil(node, Duration.ofDays(30).minus(Duration.ofHours(1)));
        var second = only(node, KeyState.ANNOUNCED);
        assertThat(signing(node)).isEqualTo(first);
        assertThat(publishedBy(node)).contains(first.value(), second.value());

        passUntil(node, Duration.ofHours(1));
        assertThat(signing(node)).isEqualTo(second);
        assertThat(only(node, KeyState.RETIRING)).isEqualTo(first);
        assertThat(publishedBy(node)).contains(first.value(), second.value());

        passUntil(node, Duration.ofDays(1));
        assertThat(only(node, KeyState.GONE)).isEqualTo(first);
        assertThat(publishedBy(node)).contains(second.value()).doesNotContain(first.value());
        assertThat(store.read().find(first).orElseThrow().sealed())
                .as("what is gone cannot come back")
                .isEmpty();
    }

    @Test
    void every_move_is_told_with_who_and_why() {
        var node = node();
        var done = done(node.desk().rotate(Optional.of(ES256), ADMIN)).getFirst();

        var event = events.of(Event.KeyMoved.class).getLast();
        assertThat(event.kid()).isEqualTo(done.kid());
        assertThat(event.from()).isEmpty();
        assertThat(event.to()).isEqualTo("announced");
        assertThat(event.actor()).isEqualTo("admin");
        assertThat(event.reason()).isEqualTo("a test");
        assertThat(event.origin().address()).isEqualTo("192.0.2.1");

        passUntil(node, Duration.ofHours(1));
        assertThat(events.of(Event.KeyMoved.class))
                .extracting(Event.KeyMoved::to)
                .endsWith("retiring", "signing");
        assertThat(events.of(Event.KeyMoved.class).getLast().actor()).isEqualTo("schedule");
    }

    @Test
    void a_rotation_that_is_asked_for_waits_until_everybody_can_know_the_key() {
        var node = node();
        var first = signing(node);

        var asked = done(node.desk().rotate(Optional.of(ES256), ADMIN)).getFirst();
        assertThat(asked.state()).isEqualTo(KeyState.ANNOUNCED);
        assertThat(asked.due()).contains(clock.instant().plus(Duration.ofHours(1)));
        passUntil(node, Duration.ofHours(1).minusMillis(1));
        assertThat(signing(node)).isEqualTo(first);
        passUntil(node, Duration.ofMillis(1));

        assertThat(signing(node)).isEqualTo(asked.kid());
    }

    @Test
    void a_standby_signs_the_moment_it_is_asked_for() {
        var node = node();
        var standby = done(node.desk().generate(ES256, ADMIN)).getFirst().kid();
        passUntil(node, Duration.ofDays(3));
        assertThat(signing(node)).isNotEqualTo(standby);

        var moved = done(node.desk().rotate(Optional.empty(), ADMIN));

        assertThat(moved).hasSize(2);
        assertThat(signing(node)).isEqualTo(standby);
    }

    @Test
    void one_of_several_can_be_chosen() {
        var node = node();
        done(node.desk().generate(ES256, ADMIN));
        var chosen = done(node.desk().generate(ES256, ADMIN)).getFirst().kid();

        var asked = done(node.desk().rotateTo(chosen, ADMIN)).getFirst();
        assertThat(asked.since()).as("known since it was announced").isEqualTo(clock.instant());
        passUntil(node, Duration.ofHours(1));

        assertThat(signing(node)).isEqualTo(chosen);
        assertThat(node.desk().rotateTo(chosen, ADMIN))
                .isEqualTo(new KeyOutcome.Refused(KeyRefusal.NOT_ANNOUNCED));
        assertThat(node.desk().rotateTo(new KeyId("nobody"), ADMIN))
                .isEqualTo(new KeyOutcome.Refused(KeyRefusal.NO_SUCH_KEY));
    }

    @Test
    void no_more_than_four_wait() {
        var node = node();
        for (int i = 0; i < 4; i++) {
            done(node.desk().generate(ES256, ADMIN));
        }

        assertThat(node.desk().generate(ES256, ADMIN))
                .isEqualTo(new KeyOutcome.Refused(KeyRefusal.TOO_MANY_SUCCESSORS));
    }

    @Test
    void a_rollback_makes_the_previous_key_sign_again_and_can_itself_be_rolled_back() {
        var node = node();
        var first = signing(node);
        done(node.desk().generate(ES256, ADMIN));
        passUntil(node, Duration.ofHours(2));
        done(node.desk().rotate(Optional.of(ES256), ADMIN));
        var second = signing(node);
        passUntil(node, Duration.ofHours(23));

        done(node.desk().rollBack(Optional.empty(), ADMIN));
        assertThat(signing(node)).isEqualTo(first);
        assertThat(publishedBy(node)).contains(first.value(), second.value());
        done(node.desk().rollBack(Optional.of(ES256), ADMIN));
        assertThat(signing(node)).isEqualTo(second);
        passUntil(node, Duration.ofHours(24));

        assertThat(node.desk().rollBack(Optional.of(ES256), ADMIN))
                .isEqualTo(new KeyOutcome.Refused(KeyRefusal.NOTHING_TO_ROLL_BACK_TO));
    }

    @Test
    void a_revoked_key_is_gone_at_once_and_a_standby_takes_over() {
        var node = node();
        var first = signing(node);
        var standby = done(node.desk().generate(ES256, ADMIN)).getFirst().kid();

        done(node.desk().revoke(first, ADMIN));

        assertThat(signing(node)).isEqualTo(standby);
        assertThat(publishedBy(node)).doesNotContain(first.value());
        assertThat(node.ring().keySource().lookup(first.value(), Algorithm.ES256))
                .isInstanceOf(KeyLookup.NoSuchKey.class);
        assertThat(store.read().find(first).orElseThrow().sealed()).isEmpty();
        assertThat(node.desk().revoke(first, ADMIN))
                .isEqualTo(new KeyOutcome.Refused(KeyRefusal.NOT_PUBLISHED));
    }

    @Test
    void without_a_standby_a_new_key_takes_over_in_the_same_step() {
        var node = node();
        var first = signing(node);

        var moved = done(node.desk().revoke(first, ADMIN));

        assertThat(moved)
                .extracting(KeyRecord::state)
                .containsExactly(KeyState.REVOKED, KeyState.SIGNING);
        assertThat(signing(node)).isEqualTo(moved.getLast().kid()).isNotEqualTo(first);
    }

    @Test
    void a_revoked_key_that_did_not_sign_needs_no_successor() {
        var node = node();
        var first = signing(node);
        var standby = done(node.desk().generate(ES256, ADMIN)).getFirst().kid();

        assertThat(done(node.desk().revoke(standby, ADMIN))).hasSize(1);

        assertThat(signing(node)).isEqualTo(first);
    }

    @Test
    void the_first_client_of_an_algorithm_waits_until_its_key_can_be_known() {
        var node = node();
        var ed25519 = KeySlot.accessTokens(Algorithm.ED25519);

        var from = node.desk().want(ed25519, ADMIN);
        assertThat(from).contains(clock.instant().plus(Duration.ofHours(1)));
        assertThat(node.desk().want(ed25519, ADMIN)).as("asking again").isEqualTo(from);
        assertThatThrownBy(() -> node.ring().signing(ed25519)).isInstanceOf(Unavailable.class);
        passUntil(node, Duration.ofHours(1));

        assertThat(node.desk().want(ed25519, ADMIN)).isEmpty();
        assertThat(node.ring().signing(ed25519).algorithm()).isEqualTo(Algorithm.ED25519);
        assertThat(node.desk().want(ES256, ADMIN)).as("signs since long").isEmpty();
    }

    @Test
    void of_an_ml_dsa_key_only_the_seed_is_kept() {
        var node = node();
        var mlDsa = KeySlot.accessTokens(Algorithm.ML_DSA_44);
        node.desk().want(mlDsa, ADMIN);

        var record = store.read().successors(mlDsa).getFirst();
        assertThat(sealer.open(record.kid().value(), record.sealed().orElseThrow()).orElseThrow())
                .hasSize(32);
        assertThat(publishedBy(node)).contains("\"kty\":\"AKP\"").doesNotContain("\"priv\"");
        passUntil(node, Duration.ofHours(1));
        var signature = node.ring().signing(mlDsa).sign(new byte[] {1});
        var found =
                (KeyLookup.Found)
                        node.ring().keySource().lookup(record.kid().value(), Algorithm.ML_DSA_44);
        assertThat(found.keys().getFirst().verifies(new byte[] {1}, 0, 1, signature)).isTrue();
    }

    @Test
    void the_only_key_of_a_slot_is_replaced_when_it_is_revoked_before_it_signs() {
        var node = node();
        var ed25519 = KeySlot.accessTokens(Algorithm.ED25519);
        node.desk().want(ed25519, ADMIN);
        var only = store.read().successors(ed25519).getFirst().kid();

        done(node.desk().revoke(only, ADMIN));
        passUntil(node, Duration.ofHours(1));

        assertThat(node.ring().signing(ed25519).kid()).isNotEqualTo(only);
    }

    @Test
    void nodes_that_race_make_one_key() throws Exception {
        var nodes = List.of(node(), node(), node(), node());
        clock.advance(Duration.ofDays(30));

        Together.run(
                nodes.stream()
                        .<Callable<Boolean>>map(node ->
                                () -> {
                                    node.tend();
                                    return true;
                                })
                        .toList());

        assertThat(keysIn(KeyState.ANNOUNCED)).hasSize(1);
        clock.advance(Duration.ofHours(1));
        nodes.forEach(KeyKeeper::tend);
        nodes.forEach(KeyKeeper::tend);
        assertThat(nodes).extracting(KeyLifeTest::signing).containsOnly(signing(nodes.getFirst()));
    }

    @Test
    void orders_given_on_several_nodes_at_once_are_carried_out_one_after_the_other()
            throws Exception {
        var nodes = List.of(node(), node(), node());
        var orders = new ArrayList<Callable<Boolean>>();
        for (var node : nodes) {
            orders.add(() -> node.desk().generate(ES256, ADMIN) instanceof KeyOutcome.Done);
        }

        assertThat(Together.run(orders)).containsOnly(true);

        assertThat(keysIn(KeyState.ANNOUNCED)).hasSize(3);
    }

    @Test
    void only_the_node_whose_turn_it_is_follows_the_schedule() {
        var idle = node(OptionalLong::empty);
        clock.advance(Duration.ofDays(30));

        idle.tend();
        assertThat(keysIn(KeyState.ANNOUNCED)).isEmpty();

        node(() -> OptionalLong.of(3)).tend();
        assertThat(keysIn(KeyState.ANNOUNCED)).hasSize(1);
    }

    @Test
    void a_node_whose_turn_has_passed_without_its_knowing_changes_nothing() {
        var slow = node(() -> OptionalLong.of(3));
        node(() -> OptionalLong.of(4)).desk().generate(ES256, ADMIN);
        clock.advance(Duration.ofDays(30).minus(Duration.ofHours(2)));
        var fast = node(() -> OptionalLong.of(4));
        clock.advance(Duration.ofHours(2));
        fast.tend();
        var after = store.read();

        clock.advance(Duration.ofDays(2));
        slow.tend();

        assertThat(store.read().version()).isEqualTo(after.version());
    }

    @Test
    void a_node_that_cannot_look_neither_signs_nor_publishes() {
        var node = node();
        nanos.addAndGet(Some.KEY_TIMES.staleAfter().toNanos());
        assertThat(signing(node)).isNotNull();

        nanos.incrementAndGet();

        assertThatThrownBy(() -> signing(node)).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> node.ring().jwks()).isInstanceOf(Unavailable.class);
        assertThat(node.ring().keySource().lookup("any", Algorithm.ES256))
                .isInstanceOf(KeyLookup.Unavailable.class);

        node.tend();
        assertThat(signing(node)).isNotNull();
    }

    @Test
    void another_nodes_change_is_seen_at_the_next_look() {
        var here = node();
        var there = node();
        var first = signing(here);

        done(there.desk().revoke(first, ADMIN));
        assertThat(signing(here)).isEqualTo(first);
        here.tend();

        assertThat(signing(here)).isEqualTo(signing(there)).isNotEqualTo(first);
    }

    @Test
    void a_machine_too_busy_to_make_the_first_keys_in_time_makes_them_again() {
        var slow = new AtomicInteger(2);

        var node = node(KeyDuty.ALONE, new KeyMaker(sealer, moving(clock, slow)));

        assertThat(slow).hasValue(0);
        assertThat(only(node, KeyState.SIGNING)).isEqualTo(signing(node));
    }

    @Test
    void a_machine_that_never_makes_them_in_time_says_so() {
        var slow = new AtomicInteger(Integer.MAX_VALUE);

        assertThatThrownBy(() -> node(KeyDuty.ALONE, new KeyMaker(sealer, moving(clock, slow))))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("too busy");
    }

    @Test
    void reports_say_what_each_key_waits_for() {
        var node = node();
        done(node.desk().rotate(Optional.of(ES256), ADMIN));

        var announced = report(node, KeyState.ANNOUNCED).next().orElseThrow();
        assertThat(announced.at()).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
        assertThat(announced.waitsFor()).isEqualTo("every copy of the key set to be renewed");
        assertThat(report(node, KeyState.SIGNING).next().orElseThrow().waitsFor())
                .isEqualTo("its successor");
        passUntil(node, Duration.ofHours(1));

        assertThat(report(node, KeyState.RETIRING).next().orElseThrow().at())
                .isEqualTo(clock.instant().plus(Duration.ofDays(1)));
        passUntil(node, Duration.ofDays(1));
        assertThat(report(node, KeyState.GONE).next()).isEmpty();
    }

    private KeyKeeper node() {
        return node(KeyDuty.ALONE);
    }

    private KeyKeeper node(KeyDuty duty) {
        return node(duty, maker);
    }

    private KeyKeeper node(KeyDuty duty, KeyMaker maker) {
        var opener = new KeyOpener(sealer, SignatureProvider.jdk());
        return KeyKeeper.open(
                store,
                new KeyRing(opener, nanos::get, Some.KEY_TIMES.staleAfter()),
                maker,
                Some.KEY_TIMES,
                duty,
                List.of(ES256),
                events);
    }

    /// Chance that takes longer than a decision may wait, a number of times.
    private static SecureRandom moving(MovableClock clock, AtomicInteger times) {
        return new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                if (times.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    clock.advance(Duration.ofSeconds(11));
                }
                super.nextBytes(bytes);
            }
        };
    }

    /// The clock moves, and the node looks after its keys at the end.
    private void passUntil(KeyKeeper node, Duration time) {
        clock.advance(time);
        node.tend();
    }

    private static KeyId signing(KeyKeeper node) {
        return node.ring().signing(ES256).kid();
    }

    private List<KeyRecord> keysIn(KeyState state) {
        return store.read().keys().stream()
                .filter(key -> key.slot().equals(ES256) && key.isIn(state))
                .toList();
    }

    private KeyId only(KeyKeeper node, KeyState state) {
        return report(node, state).key().kid();
    }

    private static KeyReport report(KeyKeeper node, KeyState state) {
        return node.desk().reports().stream()
                .filter(report -> report.key().isIn(state))
                .findFirst()
                .orElseThrow();
    }

    private static String publishedBy(KeyKeeper node) {
        return new String(node.ring().jwks().json(), UTF_8);
    }

    private static List<KeyRecord> done(KeyOutcome outcome) {
        assertThat(outcome).isInstanceOf(KeyOutcome.Done.class);
        return ((KeyOutcome.Done) outcome).keys();
    }
}
