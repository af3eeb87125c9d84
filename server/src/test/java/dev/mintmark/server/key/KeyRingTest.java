package dev.mintmark.server.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;

import dev.mintmark.server.event.Event;
import dev.mintmark.server.fault.CannotStart;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.RecordedEvents;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.SignatureProvider;
import dev.mintmark.verifier.jose.Thumbprint;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;

/// The first start is made once, as RSA keys take long to make; each test works on a copy.
class KeyRingTest {
    private static final Sealer SEALER = new Sealer(MasterKey.random(Some.RANDOM), Some.RANDOM);
    private static final RecordedEvents EVENTS = new RecordedEvents();
    private static List<KeyRecord> first = List.of();

    private final Listed store = new Listed(first);

    @BeforeAll
    static void start_once() {
        var store = new Listed(List.of());
        open(store);
        first = store.all();
    }

    @Test
    void r_056_the_first_start_makes_an_es256_key_and_an_rs256_key_of_3072_bits() throws Exception {
        var published = published(open(store));

        assertThat(published)
                .extracting(key -> key.getAlgorithm().getName())
                .containsExactlyInAnyOrder("ES256", "RS256");
        for (var key : published) {
            assertThat(key.size())
                    .isEqualTo(key.getAlgorithm().getName().equals("RS256") ? 3072 : 256);
        }
        assertThat(EVENTS.of(Event.KeyMade.class))
                .extracting(Event.KeyMade::algorithm)
                .containsExactly("ES256", "RS256");
    }

    @Test
    void r_062_the_name_of_a_key_is_its_thumbprint_and_its_use_is_signing() throws Exception {
        for (var key : published(open(store))) {
            assertThat(key.getKeyID()).isEqualTo(key.computeThumbprint().toString());
            assertThat(key.getKeyUse().identifier()).isEqualTo("sig");
        }
    }

    @Test
    void r_061_nothing_private_is_published() throws Exception {
        var json = new String(open(store).jwks().json(), UTF_8);

        assertThat(json).doesNotContainPattern("\"(d|p|q|dp|dq|qi|oth|k|priv|x5c|x5u)\":");
        assertThat(JWKSet.parse(json).getKeys()).noneMatch(JWK::isPrivate);
    }

    @Test
    void reopening_keeps_the_keys_and_the_document() {
        var once = open(store);
        var again = open(store);

        assertThat(again.jwks().json()).isEqualTo(once.jwks().json());
        assertThat(again.jwks().etag()).isEqualTo(once.jwks().etag()).matches("\"[\\w-]{22}\"");
        assertThat(store.all()).hasSize(2);
        assertThat(again.signing(Algorithm.ES256).kid())
                .isEqualTo(once.signing(Algorithm.ES256).kid());
    }

    @Test
    void a_node_that_lost_the_race_signs_with_the_winners_key() {
        var winner = first.getFirst();
        var raced = new Listed(first);
        raced.hiddenOnFirstLook = true;

        var ring = open(raced);

        assertThat(ring.signing(winner.algorithm()).kid()).isEqualTo(winner.kid());
        assertThat(raced.all()).hasSize(2);
    }

    @Test
    void what_a_key_is_for_is_known() {
        var ring = open(store);

        assertThat(ring.signs(Algorithm.RS256)).isTrue();
        assertThat(ring.signs(Algorithm.ED25519)).isFalse();
        assertThatThrownBy(() -> ring.signing(Algorithm.ED25519))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void r_063_keys_that_are_gone_or_revoked_are_not_published_and_do_not_sign() throws Exception {
        store.change(0, KeyState.REVOKED);
        store.keys.add(with(first.getFirst(), KeyState.GONE, new KeyId("old")));

        var ring = open(store);

        assertThat(published(ring))
                .extracting(JWK::getKeyID)
                .doesNotContain(first.getFirst().kid().value(), "old")
                .hasSize(2);
        assertThat(ring.signing(Algorithm.ES256).kid()).isNotEqualTo(first.getFirst().kid());
    }

    @Test
    void r_063_a_retiring_key_is_published_and_does_not_sign() throws Exception {
        store.change(0, KeyState.RETIRING);

        var ring = open(store);

        assertThat(published(ring)).hasSize(3);
        assertThat(ring.signing(Algorithm.ES256).kid()).isNotEqualTo(first.getFirst().kid());
    }

    @Test
    void the_wrong_master_key_stops_the_start() {
        var wrong = new Sealer(MasterKey.random(Some.RANDOM), Some.RANDOM);

        assertCannotStart(wrong, "does not open under this master key");
    }

    @Test
    void a_key_slipped_into_the_database_by_another_hand_is_not_published() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var pair = generator.generateKeyPair();
        var kid = Thumbprint.of(pair.getPublic(), Algorithm.ES256);
        store.keys.add(
                new KeyRecord(
                        new KeyId(kid),
                        Algorithm.ES256,
                        KeyState.RETIRING,
                        MovableClock.START,
                        MovableClock.START,
                        pair.getPublic().getEncoded(),
                        first.getFirst().sealedPrivateKey()));

        assertCannotStart(SEALER, "does not open");
    }

    @Test
    void the_public_half_of_a_key_cannot_be_exchanged() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var own = first.getFirst();
        store.keys.set(
                0,
                new KeyRecord(
                        own.kid(),
                        own.algorithm(),
                        own.state(),
                        own.since(),
                        own.createdAt(),
                        generator.generateKeyPair().getPublic().getEncoded(),
                        own.sealedPrivateKey()));

        assertCannotStart(SEALER, "is not its own");
    }

    private void assertCannotStart(Sealer sealer, String why) {
        assertThatThrownBy(() -> open(store, sealer))
                .isInstanceOf(CannotStart.class)
                .message()
                .contains(why)
                .endsWith(".");
    }

    private static KeyRing open(KeyStore store) {
        return open(store, SEALER);
    }

    private static KeyRing open(KeyStore store, Sealer sealer) {
        return KeyRing.open(
                store, sealer, SignatureProvider.jdk(), new MovableClock(), Some.RANDOM, EVENTS);
    }

    private static List<JWK> published(KeyRing ring) throws Exception {
        return JWKSet.parse(new String(ring.jwks().json(), UTF_8)).getKeys();
    }

    private static KeyRecord with(KeyRecord key, KeyState state, KeyId kid) {
        return new KeyRecord(
                kid,
                key.algorithm(),
                state,
                key.since(),
                key.createdAt(),
                key.publicKey(),
                key.sealedPrivateKey());
    }

    /// A database that can be tampered with.
    private static final class Listed implements KeyStore {
        private final List<KeyRecord> keys;
        private boolean hiddenOnFirstLook;

        Listed(List<KeyRecord> keys) {
            this.keys = new ArrayList<>(keys);
        }

        void change(int at, KeyState state) {
            keys.set(at, with(keys.get(at), state, keys.get(at).kid()));
        }

        @Override
        public List<KeyRecord> all() {
            boolean hidden = hiddenOnFirstLook;
            hiddenOnFirstLook = false;
            return hidden ? List.of() : List.copyOf(keys);
        }

        @Override
        public boolean add(KeyRecord added) {
            boolean taken =
                    keys.stream()
                            .anyMatch(key ->
                                    key.state() == KeyState.SIGNING
                                            && key.algorithm() == added.algorithm());
            return !taken && keys.add(added);
        }
    }
}
