package dev.mintmark.server.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Services that refuse many more tokens than they are used to. Each reason is looked at by itself;
/// of one service there is one alert.
final class TokenRule implements Rule {
    private static final int FEWEST = 20;
    private static final int SHORT = 5;
    private static final int LONG = 60;
    private static final int MOST_SERVICES = 200;
    private static final int MOST_REASONS = 32;

    private final Lately<String, Lately<String, Spike>> services =
            new Lately<>(
                    MOST_SERVICES,
                    () -> new Lately<>(MOST_REASONS, () -> new Spike(FEWEST, SHORT, LONG)));
    private final Lately<String, Minutes> trusted =
            new Lately<>(MOST_SERVICES, () -> new Minutes(LONG + 2));
    private long lookedAt = Long.MIN_VALUE;
    private List<Finding> findings = List.of();

    synchronized void trusted(String service, Instant when, long count) {
        long minute = minute(when);
        trusted.of(service).add(minute, count);
        services.of(service).all().values().forEach(spike -> spike.good(minute, count));
    }

    synchronized void refused(String service, String reason, Instant when, long count) {
        long minute = minute(when);
        var known = services.of(service);
        if (!known.all().containsKey(reason)) {
            var good = trusted.of(service);
            var spike = known.of(reason);
            for (long m = minute - LONG; m <= minute; m++) {
                spike.good(m, good.at(m));
            }
        }
        known.of(reason).bad(minute, count);
    }

    /// Only minutes that are over say anything.
    @Override
    public synchronized List<Finding> look(Instant now) {
        long over = minute(now) - 1;
        if (over != lookedAt) {
            findings = find(over);
            lookedAt = over;
        }
        return findings;
    }

    private List<Finding> find(long minute) {
        var found = new ArrayList<Finding>();
        new TreeMap<>(services.all())
                .forEach((service, reasons) -> {
                    var odd = new ArrayList<String>();
                    new TreeMap<>(reasons.all())
                            .forEach((reason, spike) ->
                                    spike.look(minute)
                                            .ifPresent(what -> odd.add(said(reason, what))));
                    if (!odd.isEmpty()) {
                        found.add(
                                new Finding(
                                        AlertKind.INVALID_TOKENS,
                                        service,
                                        "The service %s refuses unusually many tokens: %s."
                                                .formatted(service, String.join("; ", odd))));
                    }
                });
        return found;
    }

    private static String said(String reason, Spike.Odd odd) {
        return "%s %d times in %d minutes, where about %.0f are usual"
                .formatted(reason, odd.count(), odd.window(), odd.expected());
    }

    private static long minute(Instant when) {
        return Math.floorDiv(when.getEpochSecond(), 60L);
    }
}
