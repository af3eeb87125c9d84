package dev.mintmark.server.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.fault.CannotStart;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.RecordedEvents;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.key.MasterKeyDesk.Outcome;
import dev.mintmark.server.key.MasterKeySource.Reading;
import dev.mintmark.server.store.Store;
import dev.mintmark.server.store.memory.MemoryStore;
import dev.mintmark.verifier.jose.Algorithm;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

class MasterKeyDeskTest {
    private static final Mandate MANDATE = Mandate.admin("a test", Origin.SELF);

    private final MasterKey old = MasterKey.random(Some.RANDOM);
    private final MasterKey next = MasterKey.random(Some.RANDOM);
    private final Store store = new MemoryStore(new MovableClock());
    private final RecordedEvents events = new RecordedEvents();
    private final AtomicLong nanos = new AtomicLong();
    private Reading source = found(old);
    private final Sealer sealer = node(old);
    private final MasterKeyDesk desk = new MasterKeyDesk(sealer, store.seals(), events);
    private KeyKeeper keeper;

    @BeforeEach
    void start() {
        var _ = ServerSecrets.open(store.sealedSecrets(), sealer, Some.RANDOM);
        keeper = Some.keyKeeper(store.keys(), sealer, events);
    }

    @Test
    void the_report_tries_every_key_on_everything() {
        source = found(old, next);
        sealer.readAgain();

        var report = desk.report();

        assertThat(report.keys()).containsExactly(old.fingerprint(), next.fingerprint());
        assertThat(report.current()).isEqualTo(old.fingerprint());
        assertThat(report.things()).hasSize(4);
        assertThat(openers(report)).containsExactly(List.of(old.fingerprint()));
    }

    @Test
    void a_rotation_seals_everything_under_the_last_key_of_the_source() {
        var before = ServerSecrets.open(store.sealedSecrets(), sealer, Some.RANDOM);
        source = found(old, next);

        assertThat(desk.rotate(MANDATE)).isEqualTo(new Outcome.Done(next.fingerprint(), 4));

        assertThat(desk.report().current()).isEqualTo(next.fingerprint());
        assertThat(openers(desk.report())).containsExactly(List.of(next.fingerprint()));
        var after = ServerSecrets.open(store.sealedSecrets(), node(next), Some.RANDOM);
        assertThat(after.refresh()).isEqualTo(before.refresh());
        assertThat(after.pepper()).isEqualTo(before.pepper());
        assertThat(Some.keyKeeper(store.keys(), node(next), events).ring().jwks().kids())
                .isEqualTo(keeper.ring().jwks().kids());
        assertThat(events.all())
                .contains(
                        new Event.MasterKeyRotated(
                                next.fingerprint(), 4, "admin", "a test", Origin.SELF));
    }

    @Test
    void the_old_key_alone_does_not_start_afterwards() {
        source = found(old, next);
        desk.rotate(MANDATE);

        assertThatThrownBy(() -> ServerSecrets.open(store.sealedSecrets(), node(old), Some.RANDOM))
                .isInstanceOf(CannotStart.class);
    }

    @Test
    void what_is_made_afterwards_is_sealed_under_the_new_key() {
        source = found(old, next);
        desk.rotate(MANDATE);

        keeper.desk().generate(KeySlot.accessTokens(Algorithm.ES384), MANDATE);

        assertThat(openers(desk.report())).containsExactly(List.of(next.fingerprint()));
    }

    @Test
    void a_node_that_has_not_heard_of_the_new_key_asks_its_source_when_it_has_to() {
        source = found(old, next);
        var other = node(old);
        var keepsUp = Some.keyKeeper(store.keys(), other, events);
        desk.rotate(MANDATE);
        keeper.desk().generate(KeySlot.accessTokens(Algorithm.ES384), MANDATE);

        assertThatThrownBy(keepsUp::tend).isInstanceOf(KeyDoesNotOpen.class);
        nanos.addAndGet(30_000_000_000L);
        keepsUp.tend();

        assertThat(keepsUp.ring().jwks().kids()).isEqualTo(keeper.ring().jwks().kids());
        keepsUp.desk().generate(KeySlot.accessTokens(Algorithm.PS256), MANDATE);
        assertThat(openers(desk.report())).containsExactly(List.of(next.fingerprint()));
    }

    @Test
    void a_key_that_was_sealed_before_the_rotation_is_not_written_after_it() {
        var stale = store.keys().read();
        source = found(old, next);
        desk.rotate(MANDATE);

        var late =
                new KeyMaker(Some.sealer(old), Some.RANDOM)
                        .make(
                                KeySlot.accessTokens(Algorithm.ES384),
                                Optional.empty(),
                                KeyState.ANNOUNCED,
                                stale.now(),
                                Optional.empty(),
                                MANDATE);
        var change =
                new KeyChange(
                        stale.version(),
                        stale.now(),
                        OptionalLong.empty(),
                        List.of(KeyMove.added(late)));

        assertThat(store.keys().apply(change)).isFalse();
        assertThat(openers(desk.report())).containsExactly(List.of(next.fingerprint()));
    }

    @Test
    void doing_it_twice_changes_nothing_the_second_time() {
        source = found(old, next);
        desk.rotate(MANDATE);
        var before = store.seals().read();

        assertThat(desk.rotate(MANDATE)).isEqualTo(new Outcome.Done(next.fingerprint(), 0));

        assertThat(store.seals().read().version()).isEqualTo(before.version());
    }

    @Test
    void without_a_new_key_there_is_nothing_to_rotate_to() {
        assertThat(desk.rotate(MANDATE))
                .isEqualTo(
                        new Outcome.Refused(
                                "There is only one master key here: add the new one below it."));
    }

    @Test
    void when_the_old_key_is_gone_too_early_nothing_is_changed() {
        source = found(next);
        var before = store.seals().read();

        assertThat(desk.rotate(MANDATE))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.why()).contains("nothing was changed"));

        assertThat(store.seals().read().version()).isEqualTo(before.version());
    }

    @Test
    void a_source_that_fails_leaves_the_keys_that_are_here() {
        source = new Reading.NotThere("Vault is sealed.");

        assertThat(desk.rotate(MANDATE)).isEqualTo(new Outcome.Refused("Vault is sealed."));
        assertThat(desk.report().current()).isEqualTo(old.fingerprint());
    }

    private Sealer node(MasterKey key) {
        return new Sealer(
                List.of(key), () -> source, store.sealedSecrets(), Some.RANDOM, nanos::get);
    }

    private static Reading found(MasterKey... keys) {
        return new Reading.Found(List.of(keys));
    }

    private static Set<List<String>> openers(MasterKeyReport report) {
        return report.things().stream()
                .map(MasterKeyReport.Opened::opensWith)
                .collect(Collectors.toSet());
    }
}
