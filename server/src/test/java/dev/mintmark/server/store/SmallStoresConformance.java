package dev.mintmark.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.client.ClientStore.Registered;
import dev.mintmark.server.event.Witness;
import dev.mintmark.server.fixture.AClient;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.fixture.Together;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.key.SealStore;
import dev.mintmark.server.key.SealedThing;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.verifier.jose.Algorithm;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Clients, denied tokens, sealed secrets and admin keys.
public abstract class SmallStoresConformance extends StoreConformance {

    @Test
    void a_client_is_found_as_it_was_added() {
        var client =
                AClient.named("web")
                        .forAudiences("https://a.example", "urn:b")
                        .scoped("x y")
                        .signedWith(Algorithm.RS256)
                        .build();

        assertThat(store.clients().add(new Registered(client, Optional.of(new byte[] {1, 2}))))
                .isTrue();

        var found = store.clients().find(client.id()).orElseThrow();
        assertThat(found.client()).isEqualTo(client);
        assertThat(found.secretHash().orElseThrow()).containsExactly(1, 2);
    }

    @Test
    void a_public_client_is_found_without_a_secret() {
        var client = AClient.named("spa").keepingNoSecret().scoped("").disabled().build();

        store.clients().add(new Registered(client, Optional.empty()));

        var found = store.clients().find(client.id()).orElseThrow();
        assertThat(found.client()).isEqualTo(client);
        assertThat(found.secretHash()).isEmpty();
    }

    @Test
    void a_client_id_is_taken_once_and_case_counts() {
        add("web");

        assertThat(add("web")).isFalse();
        assertThat(add("WEB")).isTrue();
    }

    @Test
    void clients_are_listed_by_id() {
        add("c");
        add("a");
        add("b");

        assertThat(ids("", Optional.empty(), 10)).containsExactly("a", "b", "c");
        assertThat(ids("", Optional.of("a"), 1)).containsExactly("b");
        assertThat(ids("b", Optional.empty(), 10)).containsExactly("b");
        assertThat(ids("", Optional.of("c"), 10)).isEmpty();
    }

    @Test
    void a_secret_is_replaced_only_where_there_is_a_client() {
        add("web");

        assertThat(store.clients().replaceSecret(new ClientId("web"), new byte[] {9})).isTrue();
        assertThat(store.clients().replaceSecret(new ClientId("ghost"), new byte[] {9})).isFalse();

        assertThat(
                        store.clients()
                                .find(new ClientId("web"))
                                .flatMap(Registered::secretHash)
                                .orElseThrow())
                .containsExactly(9);
        assertThat(store.clients().find(new ClientId("ghost"))).isEmpty();
    }

    @Test
    void a_denied_token_stays_denied_until_it_would_have_expired() {
        var denied = store.deniedTokens();
        var expiry = MovableClock.START.plusSeconds(10);

        assertThat(denied.deny("t1", expiry, EndReason.REVOKED, MovableClock.START)).isTrue();
        assertThat(denied.deny("t1", expiry, EndReason.REVOKED, MovableClock.START)).isFalse();

        assertThat(denied.isDenied("t1", MovableClock.START)).isTrue();
        assertThat(denied.isDenied("T1", MovableClock.START)).isFalse();
        assertThat(denied.forgetExpired(MovableClock.START.plusMillis(9_999), 10)).isZero();
        assertThat(denied.isDenied("t1", MovableClock.START)).isTrue();
        assertThat(denied.forgetExpired(MovableClock.START.plusSeconds(10), 10)).isEqualTo(1);
        assertThat(denied.isDenied("t1", MovableClock.START)).isFalse();
    }

    @Test
    void a_session_is_bound_once_and_for_as_long_as_it_can_last() {
        var devices = store.deviceKeys();
        var family = new FamilyId(1, 2);
        var end = MovableClock.START.plusSeconds(10);

        assertThat(devices.find(family)).isEmpty();
        assertThat(devices.bind(family, new byte[] {1}, end)).isTrue();
        assertThat(devices.bind(family, new byte[] {2}, end)).isFalse();

        assertThat(devices.find(family).orElseThrow()).containsExactly(1);
        assertThat(devices.find(new FamilyId(1, 3))).isEmpty();
        assertThat(devices.forgetExpired(end.minusMillis(1), 10)).isZero();
        assertThat(devices.forgetExpired(end, 10)).isEqualTo(1);
        assertThat(devices.find(family)).isEmpty();
    }

    @Test
    void the_first_value_of_a_sealed_secret_wins() throws Exception {
        var works = new ArrayList<Callable<Byte>>();
        for (byte i = 0; i < 8; i++) {
            byte value = i;
            works.add(() -> store.sealedSecrets().putIfAbsent("pepper", new byte[] {value})[0]);
        }

        var kept = Together.run(works);

        assertThat(kept).containsOnly(kept.getFirst());
        assertThat(store.sealedSecrets().find("pepper").orElseThrow())
                .containsExactly(kept.getFirst());
        assertThat(store.sealedSecrets().find("other")).isEmpty();
    }

    @Test
    void an_admin_key_is_found_by_the_hash_of_what_opens_it() {
        assertThat(store.adminKeys().isEmpty()).isTrue();
        var key = Some.adminKey("first");

        assertThat(store.adminKeys().add(key, new byte[] {1}, Witness.silent())).isTrue();

        assertThat(store.adminKeys().isEmpty()).isFalse();
        assertThat(store.adminKeys().find(new byte[] {1})).contains(key);
        assertThat(store.adminKeys().find(new byte[] {2})).isEmpty();
    }

    @Test
    void two_good_admin_keys_have_no_name_in_common() {
        var old = Some.adminKey("ci");
        store.adminKeys().add(old, new byte[] {1}, Witness.silent());

        assertThat(store.adminKeys().add(Some.adminKey("ci"), new byte[] {2}, Witness.silent()))
                .isFalse();
        assertThat(store.adminKeys().revoke(old.id(), MovableClock.START, Witness.silent()))
                .isTrue();
        assertThat(store.adminKeys().revoke(old.id(), MovableClock.START, Witness.silent()))
                .isFalse();
        assertThat(store.adminKeys().add(Some.adminKey("ci"), new byte[] {2}, Witness.silent()))
                .isTrue();

        assertThat(store.adminKeys().find(new byte[] {1}).orElseThrow().revokedAt())
                .contains(MovableClock.START);
        assertThat(store.adminKeys().all()).hasSize(2);
    }

    @Test
    void when_an_admin_key_was_used_is_kept() {
        var key = Some.adminKey("ci");
        store.adminKeys().add(key, new byte[] {1}, Witness.silent());

        store.adminKeys().used(key.id(), MovableClock.START.plusSeconds(5));

        assertThat(store.adminKeys().all().getFirst().lastUsedAt())
                .contains(MovableClock.START.plusSeconds(5));
    }

    private List<String> ids(String prefix, Optional<String> after, int limit) {
        return store.clients().list(prefix, after, limit).stream()
                .map(client -> client.id().value())
                .toList();
    }

    @Test
    void an_open_store_is_reachable() {
        assertThat(store.isReachable()).isTrue();
    }

    @Test
    void what_is_sealed_is_replaced_together_or_not_at_all() {
        store.sealedSecrets().putIfAbsent("a", new byte[] {1});
        store.sealedSecrets().putIfAbsent("b", new byte[] {2});
        var before = store.seals().read();
        assertThat(before.things()).extracting(SealedThing::name).containsExactly("a", "b");

        var resealed =
                new SealStore.Everything(before.version(), List.of(secret("a", 3), secret("b", 4)));
        assertThat(store.seals().replace(resealed)).isTrue();
        assertThat(store.seals().replace(resealed)).as("changed since").isFalse();

        assertThat(store.sealedSecrets().find("a").orElseThrow()).containsExactly(3);
        assertThat(store.sealedSecrets().find("b").orElseThrow()).containsExactly(4);
        assertThat(store.seals().read().version()).isGreaterThan(before.version());
        assertThat(store.keys().glance().version()).isEqualTo(store.seals().read().version());
    }

    private static SealedThing secret(String name, int sealed) {
        return new SealedThing(SealedThing.Kind.SECRET, name, new byte[] {(byte) sealed});
    }

    private boolean add(String id) {
        return store.clients()
                .add(new Registered(AClient.named(id).build(), Optional.of(new byte[] {1})));
    }
}
