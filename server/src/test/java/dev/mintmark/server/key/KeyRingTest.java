package dev.mintmark.server.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;

import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.fault.CannotStart;
import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.RecordedEvents;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.server.store.memory.MemoryStore;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.Thumbprint;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The first start is made once, as RSA keys take long to make; each test works on a copy of its
/// table, which can be tampered with. The ES256 key is the first of the two.
class KeyRingTest {
    private static final Sealer SEALER = Some.sealer(MasterKey.random(Some.RANDOM));
    private static final RecordedEvents EVENTS = new RecordedEvents();
    private static final Mandate HAND = Mandate.admin("another hand", Origin.SELF);
    private static List<KeyRecord> first = List.of();

    private final List<KeyRecord> keys = new ArrayList<>(first);

    @BeforeAll
    static void start_once() {
        var store = new MemoryStore(new MovableClock()).keys();
        Some.keyKeeper(store, SEALER, EVENTS);
        first =
                store.read().keys().stream()
                        .sorted(Comparator.comparing(key -> key.slot().algorithm().name()))
                        .toList();
    }

    @Test
    void r_056_the_first_start_makes_an_es256_key_and_an_rs256_key_of_3072_bits() throws Exception {
        var published = published(open());

        assertThat(published)
                .extracting(key -> key.getAlgorithm().getName())
                .containsExactlyInAnyOrder("ES256", "RS256");
        for (var key : published) {
            assertThat(key.size())
                    .isEqualTo(key.getAlgorithm().getName().equals("RS256") ? 3072 : 256);
        }
        assertThat(EVENTS.of(Event.KeyMoved.class))
                .extracting(event -> event.signs() + ": " + event.to())
                .containsExactly(
                        "ES256 for access tokens: signing", "RS256 for access tokens: signing");
    }

    @Test
    void r_062_the_name_of_a_key_is_its_thumbprint_and_its_use_is_signing() throws Exception {
        for (var key : published(open())) {
            assertThat(key.getKeyID()).isEqualTo(key.computeThumbprint().toString());
            assertThat(key.getKeyUse().identifier()).isEqualTo("sig");
        }
    }

    @Test
    void r_061_nothing_private_is_published() throws Exception {
        var json = new String(open().jwks().json(), UTF_8);

        assertThat(json).doesNotContainPattern("\"(d|p|q|dp|dq|qi|oth|k|priv|x5c|x5u)\":");
        assertThat(JWKSet.parse(json).getKeys()).noneMatch(JWK::isPrivate);
    }

    @Test
    void reopening_keeps_the_keys_and_the_document() {
        var once = open();
        var again = open();

        assertThat(again.jwks().json()).isEqualTo(once.jwks().json());
        assertThat(again.jwks().etag()).isEqualTo(once.jwks().etag()).matches("\"[\\w-]{22}\"");
        assertThat(again.jwks().kids())
                .containsExactlyInAnyOrderElementsOf(first.stream().map(KeyRecord::kid).toList());
        assertThat(again.signing(first.getFirst().slot()).kid())
                .isEqualTo(once.signing(first.getFirst().slot()).kid());
    }

    @Test
    void what_a_key_is_for_is_known() {
        var ring = open();
        var ed25519 = KeySlot.accessTokens(Algorithm.ED25519);

        assertThat(ring.signs(KeySlot.accessTokens(Algorithm.RS256))).isTrue();
        assertThat(ring.signs(ed25519)).isFalse();
        assertThat(ring.signs(new KeySlot(KeyPurpose.STATEMENTS, Algorithm.RS256))).isFalse();
        assertThatThrownBy(() -> ring.signing(ed25519))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("Ed25519");
    }

    @Test
    void r_063_keys_that_are_gone_or_revoked_are_not_published_and_do_not_sign() throws Exception {
        var es256 = first.getFirst();
        keys.set(0, es256.moved(KeyState.REVOKED, es256.since(), Optional.empty(), HAND));

        var ring = open();

        assertThat(published(ring)).extracting(JWK::getKeyID).doesNotContain(es256.kid().value());
        assertThat(ring.signs(es256.slot())).isFalse();
    }

    @Test
    void r_063_a_retiring_key_is_published_and_does_not_sign() throws Exception {
        var es256 = first.getFirst();
        keys.set(0, es256.moved(KeyState.RETIRING, es256.since(), Optional.empty(), HAND));

        var ring = open();

        assertThat(published(ring)).extracting(JWK::getKeyID).contains(es256.kid().value());
        assertThat(ring.signs(es256.slot())).isFalse();
    }

    @Test
    void the_wrong_master_key_stops_the_start() {
        var wrong = Some.sealer(MasterKey.random(Some.RANDOM));

        assertCannotStart(wrong, "does not open under this master key");
    }

    @Test
    void swapped_private_halves_stop_the_start() {
        var es256 = first.getFirst();
        keys.set(0, with(es256, es256.publicKey(), first.getLast().sealed()));

        assertCannotStart(SEALER, "does not open");
    }

    @Test
    void a_key_slipped_into_the_database_by_another_hand_is_not_published() throws Exception {
        keys.add(slippedIn(Custody.SEALED, first.getFirst().sealed()));

        assertCannotStart(SEALER, "does not open");
    }

    @Test
    void nor_is_one_that_claims_to_be_for_verifying_only() throws Exception {
        keys.add(slippedIn(Custody.VERIFY_ONLY, first.getFirst().sealed()));

        assertCannotStart(SEALER, "does not open");
    }

    @Test
    void the_public_half_of_a_key_cannot_be_exchanged() throws Exception {
        var es256 = first.getFirst();
        keys.set(0, with(es256, aPublicKey().getEncoded(), es256.sealed()));

        assertCannotStart(SEALER, "is not its own");
    }

    private void assertCannotStart(Sealer sealer, String why) {
        assertThatThrownBy(() -> open(sealer))
                .isInstanceOf(CannotStart.class)
                .message()
                .contains(why)
                .endsWith(".");
    }

    private KeyRing open() {
        return open(SEALER);
    }

    private KeyRing open(Sealer sealer) {
        var store = new MemoryStore(new MovableClock()).keys();
        Some.put(store, keys.toArray(new KeyRecord[0]));
        return Some.keyKeeper(store, sealer, EVENTS).ring();
    }

    private static List<JWK> published(KeyRing ring) throws Exception {
        return JWKSet.parse(new String(ring.jwks().json(), UTF_8)).getKeys();
    }

    private static PublicKey aPublicKey() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair().getPublic();
    }

    private static KeyRecord slippedIn(Custody custody, Optional<byte[]> sealed) throws Exception {
        var key = aPublicKey();
        return new KeyRecord(
                new KeyId(Thumbprint.of(key, Algorithm.ES256)),
                KeySlot.accessTokens(Algorithm.ES256),
                KeyState.RETIRING,
                MovableClock.START,
                Optional.empty(),
                HAND,
                MovableClock.START,
                custody,
                key.getEncoded(),
                sealed);
    }

    private static KeyRecord with(KeyRecord key, byte[] publicKey, Optional<byte[]> sealed) {
        return new KeyRecord(
                key.kid(),
                key.slot(),
                key.state(),
                key.since(),
                key.due(),
                key.mandate(),
                key.createdAt(),
                key.custody(),
                publicKey,
                sealed);
    }
}
