package dev.mintmark.server.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.mintmark.server.event.Event;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// R-293, with a clock that is moved: quiet weeks give no alert, each incident gives one, and the
/// trace of each is printed with the time it took to notice.
class SimulationTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final Town town = new Town();

    @Test
    void a_week_of_normal_traffic_gives_no_alert() {
        town.live(DAY.multipliedBy(7));

        print("a week of normal traffic", town.clock.instant());
        assertThat(town.events.all()).isEmpty();
    }

    @Test
    void five_times_as_many_invalid_tokens_at_one_service_give_one_alert() {
        town.live(DAY.multipliedBy(3).plusHours(14));
        var began = town.clock.instant();

        town.more.put("orders", 5.0);
        town.live(Duration.ofHours(2));
        town.more.clear();
        town.live(DAY);

        print("five times as many invalid tokens at one service, at noon", began);
        var opened = onlyAlert(AlertKind.INVALID_TOKENS, "orders");
        assertThat(Duration.between(began, opened)).isLessThan(Duration.ofMinutes(30));
        assertThat(town.alerts.open()).isEmpty();
    }

    @Test
    void what_a_service_never_refused_is_noticed_when_it_begins() {
        town.live(DAY.multipliedBy(3).plusHours(14));
        var began = town.clock.instant();

        for (int i = 0; i < 30; i++) {
            town.minute(() -> town.watchman.refused("orders", "wrong_issuer", 8));
        }
        town.live(DAY);

        print("eight forged tokens a minute at a service that never saw one", began);
        var opened = onlyAlert(AlertKind.INVALID_TOKENS, "orders");
        assertThat(Duration.between(began, opened)).isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void at_night_it_takes_longer_and_is_noticed_all_the_same() {
        town.live(DAY.multipliedBy(3).plusHours(5));
        var began = town.clock.instant();

        town.more.put("shop", 20.0);
        town.live(Duration.ofHours(3));
        town.more.clear();
        town.live(DAY);

        print("twenty times as many invalid tokens at one service, at night", began);
        onlyAlert(AlertKind.INVALID_TOKENS, "shop");
    }

    @Test
    void slow_spraying_over_a_thousand_accounts_gives_one_alert() {
        town.live(DAY.multipliedBy(3).plusHours(12));
        var began = town.clock.instant();

        for (int i = 0; i < 500; i++) {
            town.minute(() -> {
                town.fails(town.user(), town.address());
                town.fails(town.user(), town.address());
            });
        }
        town.live(DAY);

        print("one password tried at a thousand accounts, two a minute", began);
        var opened = onlyAlert(AlertKind.PASSWORD_SPRAYING, "accounts");
        assertThat(Duration.between(began, opened)).isLessThan(Duration.ofHours(2));
    }

    @Test
    void a_stolen_refresh_token_replayed_gives_one_alert_at_once() {
        town.live(DAY.plusHours(13));
        var began = town.clock.instant();
        var victim = town.user();

        town.minute(() -> town.reuses(victim));
        town.minute(() -> town.reuses(victim));
        town.live(DAY);

        print("a stolen refresh token replayed twice", began);
        var opened = onlyAlert(AlertKind.REFRESH_REUSE, victim.value());
        assertThat(Duration.between(began, opened)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void keys_that_nobody_can_get_give_one_alert_for_all_services() {
        town.live(DAY.plusHours(13));
        var began = town.clock.instant();

        town.keysAreOut = true;
        town.live(Duration.ofMinutes(30));
        town.keysAreOut = false;
        town.live(DAY);

        print("the key set out of reach for half an hour", began);
        var opened = onlyAlert(AlertKind.JWKS_OUTAGE, "key_set");
        assertThat(Duration.between(began, opened)).isLessThan(Duration.ofMinutes(3));
        assertThat(town.alerts.open()).isEmpty();
    }

    @Test
    void guessing_at_one_account_gives_one_alert() {
        town.live(DAY.plusHours(13));
        var began = town.clock.instant();
        var victim = town.user();

        for (int i = 0; i < 20; i++) {
            town.minute(() -> {
                town.fails(victim, town.address());
                town.fails(victim, town.address());
            });
        }
        town.live(DAY);

        print("two guesses a minute at one account, from everywhere", began);
        onlyAlert(AlertKind.SIGN_IN_FAILURES_ACCOUNT, victim.value());
    }

    @Test
    void guessing_at_many_accounts_gives_twenty_alerts_and_one_for_all_others() {
        town.live(Duration.ofMinutes(10));
        var victims = IntStream.range(0, 60).mapToObj(_ -> town.user()).toList();

        for (int i = 0; i < 20; i++) {
            town.minute(() ->
                    victims.forEach(victim -> {
                        town.fails(victim, town.address());
                        town.fails(victim, town.address());
                    }));
        }

        var opened = opened(AlertKind.SIGN_IN_FAILURES_ACCOUNT);
        assertThat(opened).hasSize(21).contains("more");
    }

    @Test
    void who_has_a_network_of_ipv6_addresses_is_one_caller() {
        town.live(Duration.ofMinutes(10));

        for (int i = 0; i < 5; i++) {
            int minute = i;
            town.minute(() -> {
                for (int k = 0; k < 12; k++) {
                    town.fails(town.user(), "2001:db8:1:2:%x::%x".formatted(minute + 1, k + 1));
                }
            });
        }

        assertThat(opened(AlertKind.SIGN_IN_FAILURES_ADDRESS))
                .containsExactly("2001:db8:1:2:0:0:0:0/64");
    }

    private List<String> opened(AlertKind kind) {
        return town.events.of(Event.AlertOpened.class).stream()
                .filter(alert -> alert.kind().equals(kind.word()))
                .map(Event.AlertOpened::about)
                .toList();
    }

    /// @return when it was opened
    private Instant onlyAlert(AlertKind kind, String about) {
        assertThat(town.events.of(Event.AlertOpened.class))
                .extracting(Event.AlertOpened::kind, Event.AlertOpened::about)
                .containsExactly(tuple(kind.word(), about));
        assertThat(town.events.of(Event.AlertClosed.class)).hasSize(1);
        return town.alerts.list(1).getFirst().openedAt();
    }

    private void print(String incident, Instant began) {
        System.out.println("== " + incident + ", from " + began);
        List<String> lines = town.trace();
        lines.forEach(line -> System.out.println("   " + line));
        if (lines.isEmpty()) {
            System.out.println("   no alert");
        } else {
            var opened = town.alerts.list(1_000).getLast().openedAt();
            System.out.println("   noticed after " + Duration.between(began, opened));
        }
    }
}
