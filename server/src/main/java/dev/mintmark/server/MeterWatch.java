package dev.mintmark.server;

import dev.mintmark.server.alert.Watchman;
import dev.mintmark.server.key.KeyRing;
import dev.mintmark.server.meter.History;
import dev.mintmark.server.meter.MachineMeters;
import dev.mintmark.server.meter.Meters;
import dev.mintmark.server.revocation.Notice;
import dev.mintmark.server.revocation.status.StatusLists;
import dev.mintmark.verifier.Verdict;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Ties the meters to what they measure, and writes down every second how they stand.
final class MeterWatch implements AutoCloseable {
    private final Meters meters;
    private final History history;
    private final Watchman watchman;
    private final InstantSource clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("meter-watch").daemon().factory());

    MeterWatch(Meters meters, History history, Watchman watchman, InstantSource clock) {
        this.meters = meters;
        this.history = history;
        this.watchman = watchman;
        this.clock = clock;
    }

    void start(KeyRing keys, StatusLists lists) {
        meters.gauge(
                "mintmark_signing_key_age_seconds",
                "How long the key has been signing that signs now.",
                "alg",
                () -> ages(keys));
        meters.gauge(
                "mintmark_status_list_age_seconds",
                "How old what the oldest published status list says is.",
                "",
                () ->
                        lists.oldest()
                                .<Map<String, Number>>map(asOf -> Map.of("", age(asOf)))
                                .orElse(Map.of()));
        MachineMeters.addTo(meters);
        var _ =
                timer.scheduleAtFixedRate(
                        () -> history.tick(clock.instant()), 1, 1, TimeUnit.SECONDS);
    }

    /// For the verifier of our own tokens.
    void judged(Verdict verdict) {
        switch (verdict) {
            case Verdict.Trusted _ -> {
                meters.verdicts().count("trusted");
                watchman.trusted(Watchman.AUTHORITY, 1);
            }
            case Verdict.Refused(var reason, _) -> {
                meters.verdicts().count(reason.code());
                meters.refusals().count("token", reason.code());
                watchman.refused(Watchman.AUTHORITY, reason.code(), 1);
            }
            case Verdict.Unavailable(var cause, _) -> meters.verdicts().count(cause.code());
        }
    }

    /// As the last of those who hear of revocations on this node.
    void heard(List<Notice> notices) {
        var now = clock.instant();
        for (var notice : notices) {
            meters.propagation().record(Duration.between(notice.at(), now));
        }
    }

    private Map<String, Number> ages(KeyRing keys) {
        var ages = new HashMap<String, Number>();
        keys.signingSince().forEach((signs, since) -> ages.put(signs, age(since)));
        return ages;
    }

    private double age(Instant since) {
        return Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1e3);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
