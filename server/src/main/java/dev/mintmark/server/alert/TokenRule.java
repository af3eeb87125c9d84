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

    private final Lately<String, Service> services = new Lately<>(MOST_SERVICES, Service::new);
    private long lookedAt = Long.MIN_VALUE;
    private List<Finding> findings = List.of();

    /// What is known of one.
    private static final class Service {
        /// Of what was never refused, it is known for as long as the service is that it is unusual.
        private final Spike never = new Spike(FEWEST, SHORT, LONG);

        private final Lately<String, Spike> reasons = new Lately<>(MOST_REASONS, never::likewise);
    }

    synchronized void trusted(String service, Instant when, long count) {
        long minute = minute(when);
        var known = services.of(service);
        known.never.good(minute, count);
        known.reasons.all().values().forEach(spike -> spike.good(minute, count));
    }

    synchronized void refused(String service, String reason, Instant when, long count) {
        services.of(service).reasons.of(reason).bad(minute(when), count);
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
                .forEach((service, known) -> {
                    var odd = new ArrayList<String>();
                    var _ = known.never.look(minute);
                    new TreeMap<>(known.reasons.all())
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
