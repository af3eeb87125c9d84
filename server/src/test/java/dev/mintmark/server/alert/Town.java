package dev.mintmark.server.alert;

import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.RecordedEvents;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.store.memory.MemoryStore;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// A town of people and services whose clock we hold: traffic with the rhythm of days, growing by a
/// tenth each day, with noise, deployments, and people who mistype. The dice are the same each
/// time.
final class Town {
    private static final Origin HOME = new Origin("192.0.2.7");
    private static final ClientId WEB = new ClientId("web");

    /// Tokens a minute at noon of the first day.
    private static final Map<String, Double> SERVICES =
            Map.of("orders", 400.0, "shop", 1_500.0, "stock", 40.0, "reports", 3.0);

    final MovableClock clock = new MovableClock();
    final Watchman watchman = new Watchman(clock);
    final RecordedEvents events = new RecordedEvents();
    final Alerts alerts;
    private final Random dice = new Random(20_261_125);
    private final Instant began = clock.instant();
    private final Map<UserId, Integer> willSucceed = new HashMap<>();

    /// Of what is usually refused, how many times as much there is.
    final Map<String, Double> more = new HashMap<>();

    boolean keysAreOut;
    private int users;

    Town() {
        alerts =
                new Alerts(
                        watchman,
                        new MemoryStore(clock).alerts(),
                        List.of(),
                        clock,
                        Some.RANDOM,
                        events);
    }

    void live(Duration time) {
        var end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            minute(() -> {});
        }
    }

    /// One minute, with something that happens in it.
    void minute(Runnable incident) {
        double busy = busy();
        SERVICES.forEach((service, noon) -> service(service, noon * busy));
        people(60 * busy);
        incident.run();
        for (int i = 0; i < 6; i++) {
            clock.advance(Duration.ofSeconds(10));
            alerts.look();
            alerts.tidy();
        }
    }

    /// From a fiftieth at night to one at noon, a tenth more each day, half at weekends.
    private double busy() {
        double days = Duration.between(began, clock.instant()).toMinutes() / (24.0 * 60);
        double hour = clock.instant().getEpochSecond() % 86_400 / 3_600.0;
        double rhythm = 0.02 + 0.98 * Math.pow(Math.max(0, Math.sin(Math.PI * (hour - 5) / 18)), 2);
        boolean weekend = (int) (days + 1) % 7 >= 5;
        return rhythm * Math.pow(1.1, days) * (weekend ? 0.5 : 1);
    }

    private void service(String name, double tokens) {
        long trusted = chance(tokens);
        // After a deployment, a hundred people come back with tokens that are over.
        double expired = tokens * 0.02 + (dice.nextInt(2_000) == 0 ? 5 : 0);
        var refused = new HashMap<String, Long>();
        refused.put("expired", chance(expired));
        // Without keys nobody knows whether a signature is bad.
        refused.put(
                "bad_signature",
                keysAreOut ? 0 : chance(tokens * 0.002 * more.getOrDefault(name, 1.0)));
        refused.put("malformed", chance(tokens * 0.001 * more.getOrDefault(name, 1.0)));
        refused.put("revoked", chance(tokens * 0.0005));
        refused.put("insufficient_scope", chance(tokens * 0.01));
        watchman.reported(
                new Report(
                        name,
                        keysAreOut ? 0 : trusted,
                        keysAreOut ? trusted : 0,
                        refused,
                        keysAreOut,
                        Optional.of(clock.instant().plusMillis(dice.nextInt(1_000) - 500))));
    }

    /// One in twelve mistypes first; one of a hundred of those gives up.
    private void people(double signIns) {
        willSucceed.replaceAll((_, minutes) -> minutes - 1);
        var ready = new ArrayList<UserId>();
        willSucceed.forEach((user, minutes) -> {
            if (minutes <= 0) {
                ready.add(user);
            }
        });
        ready.forEach(user -> {
            succeeds(user);
            willSucceed.remove(user);
        });
        for (long i = chance(signIns); i > 0; i--) {
            var user = user();
            if (dice.nextInt(12) > 0) {
                succeeds(user);
            } else {
                fails(user, address());
                if (dice.nextInt(100) > 0) {
                    willSucceed.put(user, dice.nextInt(5));
                }
            }
        }
    }

    UserId user() {
        return new UserId(UserId.PREFIX + "%032x".formatted(users++));
    }

    void fails(UserId user, String address) {
        watchman.record(
                new Event.SignInRefused(
                        Optional.of(user), WEB, "wrong_password", new Origin(address)));
    }

    void succeeds(UserId user) {
        watchman.record(
                new Event.SignedIn(user, WEB, FamilyId.random(clock.instant(), dice), HOME));
    }

    void reuses(UserId user) {
        watchman.record(
                new Event.RefreshReused(
                        FamilyId.random(clock.instant(), dice), user, WEB, 3, 5, HOME));
    }

    String address() {
        return "10.%d.%d.%d".formatted(dice.nextInt(256), dice.nextInt(256), dice.nextInt(256));
    }

    /// A number around a mean, as chance has it.
    private long chance(double mean) {
        if (mean > 50) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * dice.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        long count = 0;
        for (double p = dice.nextDouble(); p > limit; p *= dice.nextDouble()) {
            count++;
        }
        return count;
    }

    /// What was told, as lines.
    List<String> trace() {
        return events.all().stream().map(this::line).toList();
    }

    private String line(Event event) {
        return switch (event) {
            case Event.AlertOpened opened ->
                    alerts.list(1_000).stream()
                            .filter(alert -> alert.id().equals(opened.alert()))
                            .map(alert ->
                                    "%s opened %s %s: %s"
                                            .formatted(
                                                    alert.openedAt(),
                                                    alert.kind().word(),
                                                    alert.about(),
                                                    alert.summary()))
                            .findFirst()
                            .orElse("?");
            case Event.AlertClosed closed ->
                    alerts.list(1_000).stream()
                            .filter(alert -> alert.id().equals(closed.alert()))
                            .map(alert ->
                                    "%s closed %s %s"
                                            .formatted(
                                                    alert.closedAt().orElseThrow(),
                                                    alert.kind().word(),
                                                    alert.about()))
                            .findFirst()
                            .orElse("?");
            default -> event.toString();
        };
    }
}
