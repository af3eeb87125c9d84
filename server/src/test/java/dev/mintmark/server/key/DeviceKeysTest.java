package dev.mintmark.server.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.server.event.Origin;
import dev.mintmark.server.fault.CannotStart;
import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.RecordedEvents;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.server.store.memory.MemoryStore;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.SignatureProvider;
import dev.mintmark.verifier.jose.SigningEngine;

import org.junit.jupiter.api.Test;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Keys in a device that may be away.
class DeviceKeysTest {
    private static final KeySlot ES256 = KeySlot.accessTokens(Algorithm.ES256);
    private static final Mandate ADMIN = Mandate.admin("a test", new Origin("192.0.2.1"));
    private static final byte[] INPUT = {1, 2, 3};

    private final MovableClock clock = new MovableClock();
    private final KeyStore store = new MemoryStore(clock).keys();
    private final Sealer sealer = Some.sealer(MasterKey.random(Some.RANDOM));
    private final Box box = new Box();
    private final KeyKeeper node = node();

    @Test
    void while_the_device_is_away_nothing_is_signed_and_afterwards_it_is_again() {
        var key = node.ring().signing(ES256);
        assertThat(key.sign(INPUT)).hasSize(64);

        box.isAway = true;
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> key.sign(INPUT))
                    .isInstanceOfSatisfying(
                            Unavailable.class, e -> assertThat(e.retryAfter()).isPositive());
        }
        assertThat(node.ring().jwks().kids()).as("it publishes on").contains(key.kid());

        box.isAway = false;
        assertThat(key.sign(INPUT)).hasSize(64);
    }

    @Test
    void a_key_whose_turn_comes_while_the_device_is_away_waits_and_the_one_before_signs_on() {
        done(node.desk().generate(ES256, Optional.of(Custody.SEALED), ADMIN));
        pass(Duration.ofDays(30));
        var sealed = node.ring().signing(ES256);
        done(node.desk().generate(ES256, Optional.of(Custody.PKCS11), ADMIN));
        var inside = store.read().successors(ES256).getFirst().kid();

        box.isAway = true;
        pass(Duration.ofDays(30));
        assertThat(node.waitsForDevice()).isTrue();
        assertThat(node.ring().signing(ES256).kid()).isEqualTo(sealed.kid());
        assertThat(node.ring().signing(ES256).sign(INPUT)).hasSize(64);
        assertThat(node.desk().rotate(Optional.of(ES256), ADMIN))
                .isEqualTo(new KeyOutcome.Refused(KeyRefusal.DEVICE_AWAY));
        assertThat(node.desk().rollBack(Optional.of(ES256), ADMIN))
                .isInstanceOf(KeyOutcome.Refused.class);

        box.isAway = false;
        pass(Duration.ofSeconds(1));
        assertThat(node.waitsForDevice()).isFalse();
        assertThat(node.ring().signing(ES256).kid()).isEqualTo(inside);
    }

    @Test
    void what_needs_no_device_does_not_wait_for_it() {
        done(node.desk().generate(ES256, Optional.of(Custody.SEALED), ADMIN));
        pass(Duration.ofDays(30));
        var first = keyIn(KeyState.RETIRING);

        box.isAway = true;
        clock.advance(Duration.ofDays(30));
        node.tend();

        assertThat(store.read().find(first).orElseThrow().state()).isEqualTo(KeyState.GONE);
        assertThatThrownBy(node::tend)
                .as("the next key cannot be made")
                .isInstanceOf(Unavailable.class);
        assertThat(node.ring().signing(ES256).sign(INPUT)).hasSize(64);
    }

    @Test
    void an_emergency_does_not_wait_for_the_device() {
        box.isAway = true;

        done(node.desk().revoke(node.ring().signing(ES256).kid(), ADMIN));

        assertThat(store.read().signing(ES256).orElseThrow().custody()).isEqualTo(Custody.SEALED);
        assertThat(node.ring().signing(ES256).sign(INPUT)).hasSize(64);
        assertThatThrownBy(() -> node.desk().generate(ES256, ADMIN))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void a_node_that_cannot_sign_does_not_start() {
        box.isAway = true;
        assertThatThrownBy(this::node)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("does not answer");

        box.isAway = false;
        box.pairs.clear();
        assertThatThrownBy(this::node)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is not in the PKCS#11 token");
    }

    @Test
    void a_key_of_the_same_name_that_is_another_is_not_signed_with() throws Exception {
        box.pairs.replaceAll((kid, pair) -> newPair());

        assertThatThrownBy(this::node)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is another one");
    }

    @Test
    void what_is_only_in_the_device_is_named() {
        assertThat(node.desk().strangersInDevice()).isEmpty();
        var stranger = new KeyId("made-before-a-crash");
        box.pairs.put(stranger, newPair());

        assertThat(node.desk().strangersInDevice()).containsExactly(stranger);
    }

    @Test
    void a_key_that_is_gone_is_taken_out_of_the_device() {
        var first = node.ring().signing(ES256).kid();

        done(node.desk().revoke(first, ADMIN));

        assertThat(box.pairs).doesNotContainKey(first).containsKey(keyIn(KeyState.SIGNING));
    }

    private KeyKeeper node() {
        var device = Optional.<KeyDevice>of(box);
        return KeyKeeper.open(
                store,
                new KeyRing(
                        new KeyOpener(sealer, SignatureProvider.jdk(), device),
                        () -> 0,
                        Some.KEY_TIMES.staleAfter()),
                new KeyMaker(sealer, Some.RANDOM, device, Custody.PKCS11),
                Some.KEY_TIMES,
                KeyDuty.ALONE,
                List.of(ES256),
                new RecordedEvents());
    }

    /// Long enough for a successor to be announced and to take over, looked at every half hour.
    private void pass(Duration time) {
        clock.advance(time.minus(time.dividedBy(100)));
        node.tend();
        for (int i = 0; i < 20; i++) {
            clock.advance(time.dividedBy(2000));
            node.tend();
        }
    }

    private KeyId keyIn(KeyState state) {
        return store.read().keys().stream()
                .filter(key -> key.isIn(state))
                .findFirst()
                .orElseThrow()
                .kid();
    }

    private static void done(KeyOutcome outcome) {
        assertThat(outcome).isInstanceOf(KeyOutcome.Done.class);
    }

    private static KeyPair newPair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A device that is in this process and can be out of reach all the same.
    private static final class Box implements KeyDevice {
        private final Map<KeyId, KeyPair> pairs = new HashMap<>();
        private boolean isAway;

        @Override
        public boolean makes(Algorithm algorithm) {
            return algorithm == Algorithm.ES256;
        }

        @Override
        public PublicKey make(Algorithm algorithm, Function<PublicKey, KeyId> naming, Instant now) {
            requireHere();
            var pair = newPair();
            pairs.put(naming.apply(pair.getPublic()), pair);
            return pair.getPublic();
        }

        @Override
        public Optional<Signer> signer(KeyId kid, Algorithm algorithm) {
            requireHere();
            return Optional.ofNullable(pairs.get(kid))
                    .map(pair ->
                            SigningEngine.of(pair.getPrivate(), algorithm, SignatureProvider.jdk()))
                    .map(engine ->
                            input -> {
                                if (isAway) {
                                    throw new ProviderException("no such device");
                                }
                                return engine.sign(input);
                            });
        }

        @Override
        public Set<KeyId> names() {
            requireHere();
            return Set.copyOf(pairs.keySet());
        }

        @Override
        public void remove(KeyId kid) {
            if (!isAway) {
                pairs.remove(kid);
            }
        }

        private void requireHere() {
            if (isAway) {
                throw new Unavailable("the device is away", Duration.ofSeconds(1));
            }
        }
    }
}
