package dev.mintmark.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.server.event.Witness;
import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.fixture.AccountsBehind;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.store.memory.MemoryStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

@Timeout(60)
class AccountsTest {
    private static final String PASSWORD = "correct horse";

    private final AccountStore store = new MemoryStore(new MovableClock()).accounts();
    private final PasswordPool pool = new PasswordPool(1, 1);
    private final MovableClock clock = new MovableClock();
    private final Accounts accounts = new Accounts(store, pool, clock, Some.RANDOM);
    private Account alice;

    @BeforeEach
    void alice_has_an_account() {
        alice =
                accounts.add(Some.name("Alice"), PASSWORD, List.of("admin"), Witness.silent())
                        .orElseThrow();
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void an_account_is_made_now_under_an_id_that_says_nothing() {
        assertThat(alice.id().value()).matches("usr_[0-9a-f]{32}");
        assertThat(alice.createdAt()).isEqualTo(MovableClock.START);
        assertThat(accounts.find(Some.name("alice"))).contains(alice);
        assertThat(accounts.list("", Optional.empty(), 10)).containsExactly(alice);
    }

    @Test
    void a_name_is_taken_once() {
        assertThat(accounts.add(Some.name("ALICE"), "other password", List.of(), Witness.silent()))
                .isEmpty();
        assertThat(accounts.check("alice", PASSWORD)).isInstanceOf(SignIn.Welcome.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Alice", "alice", "ＡＬＩＣＥ"})
    void the_right_password_is_welcome(String name) {
        assertThat(accounts.check(name, PASSWORD))
                .isInstanceOfSatisfying(
                        SignIn.Welcome.class,
                        welcome -> assertThat(welcome.account()).isEqualTo(alice));
    }

    @ParameterizedTest
    @CsvSource({
        "alice, wrong,         WRONG_PASSWORD",
        "alice, '',            WRONG_PASSWORD",
        "alice, Correct horse, WRONG_PASSWORD",
        "nobody, correct horse, UNKNOWN_USER",
        "' alice', correct horse, UNKNOWN_USER",
        "'', '',               UNKNOWN_USER",
    })
    void anything_else_is_refused(String name, String password, SignIn.Why why) {
        var account =
                why == SignIn.Why.UNKNOWN_USER ? Optional.<UserId>empty() : Optional.of(alice.id());

        assertThat(accounts.check(name, password)).isEqualTo(new SignIn.Refused(why, account));
    }

    @Test
    void a_disabled_account_is_refused_only_to_whoever_knows_the_password() {
        accounts.disable(alice.id(), Witness.silent());

        assertThat(accounts.check("alice", PASSWORD)).isEqualTo(refused(SignIn.Why.DISABLED));
        assertThat(accounts.check("alice", "wrong")).isEqualTo(refused(SignIn.Why.WRONG_PASSWORD));
    }

    @Test
    void a_changed_password_replaces_the_old_one() {
        accounts.setPassword(alice.id(), "another horse", Witness.silent());

        assertThat(accounts.check("alice", "another horse")).isInstanceOf(SignIn.Welcome.class);
        assertThat(accounts.check("alice", PASSWORD)).isEqualTo(refused(SignIn.Why.WRONG_PASSWORD));
    }

    @Test
    void a_password_too_long_to_have_been_set_is_refused_unread() {
        var tooLong = "x".repeat(5_000_000);

        assertThat(accounts.check("alice", tooLong)).isEqualTo(refused(SignIn.Why.WRONG_PASSWORD));
    }

    @Test
    void the_longest_password_that_may_be_set_works() {
        var longest = "🔑".repeat(PasswordRule.MAX_CHARACTERS);
        accounts.setPassword(alice.id(), longest, Witness.silent());

        assertThat(PasswordRule.complaint(longest, "alice")).isEmpty();
        assertThat(accounts.check("alice", longest)).isInstanceOf(SignIn.Welcome.class);
    }

    @Test
    void r_236_a_hash_with_old_parameters_is_renewed_at_the_next_sign_in() {
        var weak = new Argon2id(64, 1, 1).hash(PASSWORD, Some.RANDOM);
        store.setPassword(alice.id(), weak, MovableClock.START);

        accounts.check("alice", "wrong");
        assertThat(hash()).isEqualTo(weak);
        assertThat(accounts.check("alice", PASSWORD)).isInstanceOf(SignIn.Welcome.class);

        var renewed = hash();
        assertThat(Argon2id.DEFAULT.differsFrom(renewed)).isFalse();
        assertThat(accounts.check("alice", PASSWORD)).isInstanceOf(SignIn.Welcome.class);
        assertThat(hash()).isEqualTo(renewed);
    }

    @Test
    void a_right_password_is_welcome_even_when_its_hash_cannot_be_renewed_now() {
        var weak = new Argon2id(64, 1, 1).hash(PASSWORD, Some.RANDOM);
        store.setPassword(alice.id(), weak, MovableClock.START);
        var busy =
                new AccountsBehind(store) {
                    @Override
                    public void rehash(UserId id, String oldHash, String newHash) {
                        throw new Unavailable("busy", Duration.ofSeconds(1));
                    }
                };

        assertThat(new Accounts(busy, pool, clock, Some.RANDOM).check("alice", PASSWORD))
                .isInstanceOf(SignIn.Welcome.class);
    }

    @Test
    void a_version_stands_for_what_a_sign_in_proved_and_survives_a_new_hash_of_it() {
        var weak = new Argon2id(64, 1, 1).hash(PASSWORD, Some.RANDOM);
        store.setPassword(alice.id(), weak, MovableClock.START);
        int before = version("alice");

        assertThat(welcome(PASSWORD).accountVersion()).isEqualTo(before);

        assertThat(hash()).isNotEqualTo(weak);
        assertThat(version("alice")).isEqualTo(before);
    }

    @Test
    void a_version_moves_on_once_the_password_was_changed_or_the_account_disabled() {
        int first = welcome(PASSWORD).accountVersion();

        accounts.setPassword(alice.id(), "another horse", Witness.silent());
        int second = welcome("another horse").accountVersion();
        accounts.disable(alice.id(), Witness.silent());

        assertThat(second).isGreaterThan(first);
        assertThat(version("alice")).isGreaterThan(second);
    }

    /// By counting: the pool has one thread and one place to wait, and both are taken.
    @ParameterizedTest
    @ValueSource(strings = {"alice", "nobody", " not a name ", ""})
    void r_237_whoever_is_asked_about_a_hash_is_computed(String name) throws Exception {
        var started = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var first =
                start(() -> {
                    started.countDown();
                    goOn.await();
                    return 0;
                });
        started.await();
        var second = start(() -> 0);

        assertThatThrownBy(() -> accounts.check(name, PASSWORD)).isInstanceOf(Unavailable.class);

        goOn.countDown();
        assertThat(first.get() + second.get()).isZero();
    }

    @Test
    void what_came_of_a_sign_in_does_not_print_the_hash() {
        assertThat(accounts.check("alice", PASSWORD).toString()).doesNotContain("argon2id");
    }

    private FutureTask<Integer> start(Callable<Integer> work) {
        var task = new FutureTask<>(() -> pool.run(work));
        var asking = Thread.ofPlatform().daemon().start(task);
        while (asking.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return task;
    }

    private SignIn refused(SignIn.Why why) {
        return new SignIn.Refused(why, Optional.of(alice.id()));
    }

    private SignIn.Welcome welcome(String password) {
        return (SignIn.Welcome) accounts.check("alice", password);
    }

    private int version(String name) {
        return store.find(Some.name(name)).orElseThrow().version();
    }

    private String hash() {
        return store.find(Some.name("alice")).orElseThrow().passwordHash();
    }
}
