package dev.mintmark.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.server.client.Authentication.Known;
import dev.mintmark.server.client.Authentication.Why;
import dev.mintmark.server.client.ClientStore.Registered;
import dev.mintmark.server.event.Witness;
import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.fixture.AClient;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.secret.Hmac;
import dev.mintmark.server.secret.MarkedText;
import dev.mintmark.server.store.memory.MemoryStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

class ClientsTest {
    private static final byte[] PEPPER = Some.bytes(32);

    private final AtomicLong nanos = new AtomicLong();
    private final ClientStore store = new MemoryStore(new MovableClock()).clients();
    private final Clients clients = clients(store);

    @BeforeEach
    void some_clients_are_registered() {
        clients.addConfidential(
                AClient.named("service").build(), "correct horse", Witness.silent());
        clients.addConfidential(
                AClient.named("stopped").disabled().build(), "correct horse", Witness.silent());
        clients.addPublic(AClient.named("spa").keepingNoSecret().build(), Witness.silent());
        clients.addPublic(
                AClient.named("old-spa").keepingNoSecret().disabled().build(), Witness.silent());
        clients.addPublic(AClient.named("first-party").keepingNoSecret().build(), Witness.silent());
    }

    @ParameterizedTest
    @CsvSource({
        "service, correct horse",
        "spa, ",
        "first-party, ",
    })
    void a_client_that_says_who_it_is_is_known(String id, String secret) {
        assertThat(authenticate(id, secret))
                .isInstanceOfSatisfying(
                        Authentication.Known.class,
                        known -> assertThat(known.client().id()).isEqualTo(new ClientId(id)));
    }

    @ParameterizedTest
    @CsvSource({
        "service, wrong,           WRONG_SECRET",
        "service, '',              WRONG_SECRET",
        "service, Correct horse,   WRONG_SECRET",
        "service, 'correct horse ', WRONG_SECRET",
        "service, ,                SECRET_MISSING",
        "spa, correct horse,       SECRET_NOT_EXPECTED",
        "spa, '',                  SECRET_NOT_EXPECTED",
        "first-party, x,           SECRET_NOT_EXPECTED",
        "stopped, correct horse,   DISABLED",
        "stopped, wrong,           WRONG_SECRET",
        "old-spa, ,                DISABLED",
        "ghost, ,                  UNKNOWN_CLIENT",
        "ghost, correct horse,     UNKNOWN_CLIENT",
        "SERVICE, correct horse,   UNKNOWN_CLIENT",
        "'', correct horse,        UNKNOWN_CLIENT",
        "'', ,                     UNKNOWN_CLIENT",
        "usr_alice, x,             UNKNOWN_CLIENT",
        "'no id', x,               UNKNOWN_CLIENT",
    })
    void anybody_else_is_refused(String id, String secret, Why why) {
        assertThat(authenticate(id, secret)).isEqualTo(new Authentication.Refused(why));
    }

    @Test
    void whoever_says_nothing_is_the_first_party() {
        assertThat(clients.authenticate(new Credentials.Nobody()))
                .isInstanceOfSatisfying(
                        Authentication.Known.class,
                        known -> assertThat(known.client().id()).isEqualTo(ClientId.FIRST_PARTY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"with:colons::", "100%25", "a+b c", " blanks ", "пароль-密码-ñ-🔑", "\0\n"})
    void r_116_any_secret_its_owner_likes_works(String secret) {
        clients.addConfidential(AClient.named("picky").build(), secret, Witness.silent());

        assertThat(authenticate("picky", secret)).isInstanceOf(Authentication.Known.class);
        assertThat(authenticate("picky", secret + " ")).isInstanceOf(Authentication.Refused.class);
        assertThat(authenticate("service", secret)).isInstanceOf(Authentication.Refused.class);
    }

    @Test
    void a_secret_is_kept_only_as_a_hash_that_needs_the_pepper_and_the_id() {
        clients.addConfidential(AClient.named("twin").build(), "correct horse", Witness.silent());
        byte[] hash = hashOf("service");

        assertThat(hash).hasSize(32).isNotEqualTo(hashOf("twin"));
        var elsewhere =
                new Clients(
                        store, new Hmac(Some.bytes(32)), "https://api", Some.RANDOM, nanos::get);
        assertThat(elsewhere.authenticate(new Credentials.IdAndSecret("service", "correct horse")))
                .isEqualTo(new Authentication.Refused(Why.WRONG_SECRET));
    }

    @Test
    void a_rotated_secret_works_and_the_old_one_fails_at_once() {
        assertThat(authenticate("service", "correct horse"))
                .isInstanceOf(Authentication.Known.class);

        var secret = clients.rotateSecret(new ClientId("service"), Witness.silent()).orElseThrow();

        assertThat(authenticate("service", secret)).isInstanceOf(Authentication.Known.class);
        assertThat(authenticate("service", "correct horse"))
                .isEqualTo(new Authentication.Refused(Why.WRONG_SECRET));
    }

    @Test
    void a_secret_rotated_while_the_old_one_is_being_read_is_not_overlooked() throws Exception {
        var reading = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var slow = clients(new Slow(store, reading, goOn));
        var early = new Credentials.IdAndSecret("service", "correct horse");
        var reader = new FutureTask<>(() -> slow.authenticate(early));
        Thread.ofPlatform().start(reader);
        reading.await();
        var rotating =
                new FutureTask<>(
                        () -> slow.rotateSecret(new ClientId("service"), Witness.silent()));
        var rotator = Thread.ofPlatform().start(rotating);
        while (rotator.getState() != Thread.State.BLOCKED
                && rotator.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
        goOn.countDown();

        assertThat(reader.get()).isInstanceOf(Authentication.Known.class);
        var secret = rotating.get().orElseThrow();
        assertThat(slow.authenticate(early))
                .isEqualTo(new Authentication.Refused(Why.WRONG_SECRET));
        assertThat(slow.authenticate(new Credentials.IdAndSecret("service", secret)))
                .isInstanceOf(Authentication.Known.class);
    }

    @Test
    void a_secret_rotated_on_another_node_works_within_a_second_and_the_old_one_does_not() {
        var elsewhere = clients(store);
        assertThat(authenticate("service", "correct horse")).isInstanceOf(Known.class);

        var secret =
                elsewhere.rotateSecret(new ClientId("service"), Witness.silent()).orElseThrow();
        pass(Duration.ofSeconds(1));

        assertThat(authenticate("service", secret)).isInstanceOf(Known.class);
        assertThat(authenticate("service", "correct horse"))
                .isEqualTo(new Authentication.Refused(Why.WRONG_SECRET));
    }

    @Test
    void while_the_database_is_away_clients_are_known_for_as_long_as_keys_are() {
        var away = new AtomicBoolean();
        var there = clients(sometimesAway(away));
        var service = new ClientId("service");
        assertThat(there.find(service)).isPresent();

        away.set(true);
        pass(Duration.ofSeconds(29));
        assertThat(there.find(service)).isPresent();
        pass(Duration.ofSeconds(2));
        assertThatThrownBy(() -> there.find(service)).isInstanceOf(Unavailable.class);

        away.set(false);
        assertThat(there.find(service)).isPresent();
    }

    @Test
    void r_117_a_made_secret_has_256_random_bits_and_its_mark() {
        var secret = clients.newSecret();

        assertThat(MarkedText.read(MarkedText.Kind.CLIENT_SECRET, secret).orElseThrow())
                .hasSize(32);
        assertThat(clients.newSecret()).isNotEqualTo(secret);
    }

    @Test
    void only_a_client_that_has_a_secret_gets_a_new_one() {
        assertThat(clients.rotateSecret(new ClientId("spa"), Witness.silent())).isEmpty();
        assertThat(clients.rotateSecret(new ClientId("ghost"), Witness.silent())).isEmpty();
        assertThat(authenticate("spa", null)).isInstanceOf(Authentication.Known.class);
    }

    @Test
    void an_id_is_taken_once() {
        assertThat(
                        clients.addPublic(
                                AClient.named("service").keepingNoSecret().build(),
                                Witness.silent()))
                .isFalse();
        assertThat(clients.addConfidential(AClient.named("spa").build(), "other", Witness.silent()))
                .isFalse();
    }

    @Test
    void r_051_a_client_that_names_no_audience_gets_the_default_one() {
        clients.addPublic(
                AClient.named("plain").keepingNoSecret().forAudiences().build(), Witness.silent());

        var plain = new ClientId("plain");
        assertThat(clients.find(plain).orElseThrow().audiences()).containsExactly("https://api");
        assertThat(clients.list("", Optional.empty(), 10))
                .filteredOn(client -> client.id().equals(plain))
                .flatExtracting(Client::audiences)
                .containsExactly("https://api");
        assertThat(clients.find(new ClientId("spa")).orElseThrow().audiences())
                .containsExactly("https://orders.example.com");
    }

    @Test
    void credentials_do_not_print_the_secret() {
        assertThat(new Credentials.IdAndSecret("service", "correct horse").toString())
                .doesNotContain("horse");
    }

    private Clients clients(ClientStore store) {
        return new Clients(store, new Hmac(PEPPER), "https://api", Some.RANDOM, nanos::get);
    }

    private Authentication authenticate(String id, String secret) {
        return clients.authenticate(
                secret == null
                        ? new Credentials.IdOnly(id)
                        : new Credentials.IdAndSecret(id, secret));
    }

    private byte[] hashOf(String id) {
        return store.find(new ClientId(id)).flatMap(Registered::secretHash).orElseThrow();
    }

    /// Waits, the first time, between reading and answering.
    private record Slow(ClientStore store, CountDownLatch reading, CountDownLatch goOn)
            implements ClientStore {
        @Override
        public Optional<Registered> find(ClientId id) {
            var found = store.find(id);
            if (reading.getCount() > 0) {
                reading.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            return found;
        }

        @Override
        public List<Client> list(String prefix, Optional<String> after, int limit) {
            return store.list(prefix, after, limit);
        }

        @Override
        public boolean add(Registered client, Witness<Boolean> witness) {
            return store.add(client, witness);
        }

        @Override
        public boolean replaceSecret(ClientId id, byte[] secretHash, Witness<Boolean> witness) {
            return store.replaceSecret(id, secretHash, witness);
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private ClientStore sometimesAway(AtomicBoolean away) {
        return new ClientStore() {
            @Override
            public Optional<Registered> find(ClientId id) {
                if (away.get()) {
                    throw new Unavailable("the database is away", Duration.ofSeconds(1));
                }
                return store.find(id);
            }

            @Override
            public List<Client> list(String prefix, Optional<String> after, int limit) {
                return store.list(prefix, after, limit);
            }

            @Override
            public boolean add(Registered client, Witness<Boolean> witness) {
                return store.add(client, witness);
            }

            @Override
            public boolean replaceSecret(ClientId id, byte[] secretHash, Witness<Boolean> witness) {
                return store.replaceSecret(id, secretHash, witness);
            }
        };
    }
}
