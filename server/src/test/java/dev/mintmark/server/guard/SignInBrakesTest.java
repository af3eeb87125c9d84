package dev.mintmark.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.guard.SignInBrakes.Answer;
import dev.mintmark.server.guard.SignInBrakes.Attempt;
import dev.mintmark.server.secret.MarkedText;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// V6.3.1: guessing is slow, and nobody is shut out by others guessing.
class SignInBrakesTest {
    private final MovableClock clock = new MovableClock();
    private final SignInBrakes brakes = new SignInBrakes(true, Some.RANDOM, clock);

    @Test
    void r_237_after_five_failures_each_wait_is_twice_the_last_up_to_a_minute() {
        var waits = new ArrayList<Long>();
        for (int i = 0; i < 24; i++) {
            clock.advance(waitOf(fail("alice", "192.0.2.1")));
            waits.add(waitOf(peek("alice", "192.0.2.1")).toSeconds());
        }

        assertThat(waits.subList(0, 4)).containsOnly(0L);
        assertThat(waits).contains(1L, 2L, 4L, 8L, 16L, 32L, 60L);
        assertThat(waits).allMatch(wait -> wait <= 60);
    }

    @Test
    void failures_are_forgotten_one_by_one() {
        IntStream.range(0, 6).forEach(_ -> fail("alice", "192.0.2.1"));
        assertThat(fail("alice", "192.0.2.1")).isInstanceOf(Answer.Wait.class);

        clock.advance(Duration.ofMinutes(12));

        IntStream.range(0, 5)
                .forEach(_ ->
                        assertThat(fail("alice", "192.0.2.1")).isInstanceOf(Answer.GoOn.class));
    }

    @Test
    void success_forgives_what_was_mistyped_before() {
        IntStream.range(0, 4).forEach(_ -> fail("alice", "192.0.2.1"));

        succeed("alice", "192.0.2.1");

        IntStream.range(0, 5)
                .forEach(_ ->
                        assertThat(fail("alice", "192.0.2.1")).isInstanceOf(Answer.GoOn.class));
    }

    @Test
    void many_tries_at_once_are_no_way_around() {
        long begun =
                IntStream.range(0, 100)
                        .filter(_ -> fail("alice", "192.0.2.1") instanceof Answer.GoOn)
                        .count();

        assertThat(begun).isEqualTo(6);
    }

    @Test
    void who_tries_many_accounts_from_one_address_is_held_by_the_address() {
        long begun =
                IntStream.range(0, 200)
                        .filter(i -> fail("user" + i, "192.0.2.1") instanceof Answer.GoOn)
                        .count();

        assertThat(begun).isEqualTo(31);
        assertThat(fail("somebody", "192.0.2.2")).isInstanceOf(Answer.GoOn.class);
    }

    @Test
    void many_people_behind_one_address_who_succeed_are_never_held() {
        for (int i = 0; i < 1_000; i++) {
            succeed("user" + i, "192.0.2.1");
        }

        assertThat(fail("somebody", "192.0.2.1")).isInstanceOf(Answer.GoOn.class);
    }

    @Test
    void who_signs_in_to_an_account_of_their_own_now_and_then_wins_nothing_by_it() {
        var began = clock.instant();
        int guesses = 0;
        while (Duration.between(began, clock.instant()).compareTo(Duration.ofHours(1)) < 0) {
            var guess = fail("user" + guesses, "192.0.2.1");
            if (guess instanceof Answer.GoOn) {
                guesses++;
            }
            if (begin("attacker", "192.0.2.1", Optional.empty(), false)
                    instanceof Answer.GoOn(var pass)) {
                pass.succeeded();
            }
            clock.advance(Duration.ofSeconds(1));
        }

        // Thirty, and one more for each twenty seconds.
        assertThat(guesses).isLessThan(30 + 3 * 60 + 10);
    }

    /// One guess from each of a million addresses is one account's matter.
    @Test
    void strangers_together_get_fewer_than_a_hundred_guesses_an_hour_at_one_account() {
        var guesses = guessesFromEverywhere(Duration.ofHours(3));

        var lastHour = clock.instant().minus(Duration.ofHours(1));
        assertThat(guesses.stream().filter(lastHour::isBefore).count()).isLessThan(100);
    }

    @Test
    void the_owner_gets_in_meanwhile_with_a_device_or_from_a_network_that_is_known() {
        guessesFromEverywhere(Duration.ofHours(1));

        assertThat(begin("alice", "198.51.100.1", Optional.empty(), false))
                .isInstanceOf(Answer.Wait.class);
        assertThat(begin("alice", "198.51.100.1", Optional.of("device"), false))
                .isInstanceOfSatisfying(
                        Answer.GoOn.class, go -> assertThat(go.pass().isKnown()).isTrue());
        assertThat(begin("alice", "198.51.100.1", Optional.empty(), true))
                .isInstanceOfSatisfying(
                        Answer.GoOn.class, go -> assertThat(go.pass().isKnown()).isTrue());
    }

    @Test
    void whoever_steals_a_device_has_ten_guesses_and_then_those_of_a_stranger() {
        for (int i = 0; i < 11; i++) {
            assertThat(begin("alice", "192.0.2." + i, Optional.of("stolen"), false))
                    .isInstanceOf(Answer.GoOn.class);
        }
        for (int i = 0; fail("alice", "198.51.100." + i) instanceof Answer.GoOn; i++) {}

        assertThat(begin("alice", "192.0.2.99", Optional.of("stolen"), false))
                .isInstanceOf(Answer.Wait.class);
        assertThat(begin("alice", "192.0.2.99", Optional.of("own"), false))
                .isInstanceOf(Answer.GoOn.class);
    }

    @Test
    void nobody_is_held_by_an_address_that_says_nothing_about_them() {
        for (int i = 0; i < 100; i++) {
            var attempt = new Attempt("user" + i, Optional.empty(), Optional.empty());
            assertThat(brakes.begin(attempt, () -> false)).isInstanceOf(Answer.GoOn.class);
        }
    }

    @Test
    void a_secret_that_the_authority_made_is_not_guessed() {
        var made = MarkedText.write(MarkedText.Kind.CLIENT_SECRET, Some.bytes(32));

        assertThat(SecretBrake.canBeGuessed(made)).isFalse();
        assertThat(SecretBrake.canBeGuessed(made + "x")).isTrue();
        assertThat(SecretBrake.canBeGuessed("hunter2")).isTrue();
    }

    @Test
    void what_came_to_no_end_does_not_count() {
        for (int i = 0; i < 100; i++) {
            assertThat(begin("alice", "192.0.2.1", Optional.empty(), false))
                    .isInstanceOfSatisfying(Answer.GoOn.class, go -> go.pass().undecided());
        }
    }

    @Test
    void brakes_that_are_off_hold_nobody() {
        var off = new SignInBrakes(false, Some.RANDOM, clock);
        var attempt = attempt("alice", "192.0.2.1", Optional.empty());

        IntStream.range(0, 100)
                .forEach(_ ->
                        assertThat(off.begin(attempt, () -> false))
                                .isInstanceOf(Answer.GoOn.class));
    }

    @Test
    void a_client_secret_can_be_guessed_ten_times_at_one_address_and_not_elsewhere() {
        var secrets = new SecretBrake(Some.RANDOM, clock);
        var here = InetAddress.ofLiteral("192.0.2.1");
        for (int i = 0; i < 12; i++) {
            secrets.failed("shop", here);
        }

        assertThat(secrets.before("shop", here)).isPresent();
        assertThat(secrets.before("shop", InetAddress.ofLiteral("192.0.2.2"))).isEmpty();
        assertThat(secrets.before("another", here)).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        assertThat(secrets.before("shop", here)).isEmpty();
    }

    @Test
    void a_device_proves_one_account_and_no_other() {
        var devices = new KnownDevices(Some.bytes(32), Some.RANDOM);
        var proof = devices.make("alice");

        assertThat(devices.read(proof, "alice")).isPresent();
        assertThat(devices.read(proof, "bob")).isEmpty();
        assertThat(devices.read(proof + "x", "alice")).isEmpty();
        assertThat(devices.read("", "alice")).isEmpty();
        assertThat(devices.read("é", "alice")).isEmpty();
        assertThat(new KnownDevices(Some.bytes(32), Some.RANDOM).read(proof, "alice")).isEmpty();
    }

    private List<Instant> guessesFromEverywhere(Duration time) {
        var guesses = new ArrayList<Instant>();
        var end = clock.instant().plus(time);
        for (int i = 0; clock.instant().isBefore(end); i++) {
            var address = "10.%d.%d.%d".formatted(i >> 16 & 255, i >> 8 & 255, i & 255);
            if (fail("alice", address) instanceof Answer.GoOn) {
                guesses.add(clock.instant());
            }
            clock.advance(Duration.ofMillis(250));
        }
        return guesses;
    }

    private void succeed(String account, String address) {
        assertThat(begin(account, address, Optional.empty(), false))
                .isInstanceOfSatisfying(Answer.GoOn.class, go -> go.pass().succeeded());
    }

    private Answer fail(String account, String address) {
        return begin(account, address, Optional.empty(), false);
    }

    /// Looks how long the wait is without failing.
    private Answer peek(String account, String address) {
        var answer = begin(account, address, Optional.empty(), false);
        if (answer instanceof Answer.GoOn(var pass)) {
            pass.undecided();
        }
        return answer;
    }

    private static Duration waitOf(Answer answer) {
        return answer instanceof Answer.Wait(var held) ? held.retryAfter() : Duration.ZERO;
    }

    private Answer begin(
            String account, String address, Optional<String> device, boolean knownHere) {
        return brakes.begin(attempt(account, address, device), () -> knownHere);
    }

    private static Attempt attempt(String account, String address, Optional<String> device) {
        return new Attempt(account, Optional.of(InetAddress.ofLiteral(address)), device);
    }
}
