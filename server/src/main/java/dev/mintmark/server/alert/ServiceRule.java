package dev.mintmark.server.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What services say of themselves: that they cannot get the keys, and what time they think it is.
/// Keys that nobody can get are one alert, whatever number of services says so.
final class ServiceRule implements Rule {
    /// For what a message takes on its way.
    static final Duration TOLERATED = Duration.ofSeconds(10);

    /// Once may be a restart.
    private static final int TWICE = 2;

    private static final Duration FRESH = Duration.ofMinutes(3);
    private static final int MOST = 200;

    private final Lately<String, State> services = new Lately<>(MOST, State::new);

    private static final class State {
        private int withoutKeys;
        private int adrift;
        private Duration drift = Duration.ZERO;
        private Instant at = Instant.MIN;
    }

    /// @param keysFail whether it has no keys, or could not renew them for long
    /// @param drift how far its clock is ahead, if it said
    synchronized void said(
            String service, boolean keysFail, Optional<Duration> drift, Instant when) {
        var state = services.of(service);
        state.at = when;
        state.withoutKeys = keysFail ? state.withoutKeys + 1 : 0;
        state.drift = drift.orElse(Duration.ZERO);
        state.adrift = state.drift.abs().compareTo(TOLERATED) > 0 ? state.adrift + 1 : 0;
    }

    @Override
    public synchronized List<Finding> look(Instant now) {
        var found = new ArrayList<Finding>();
        var without = new TreeSet<String>();
        services.all()
                .forEach((service, state) -> {
                    if (state.at.plus(FRESH).isBefore(now)) {
                        return;
                    }
                    if (state.withoutKeys >= TWICE) {
                        without.add(service);
                    }
                    if (state.adrift >= TWICE) {
                        found.add(ofDrift(service, state.drift));
                    }
                });
        if (!without.isEmpty()) {
            found.add(ofKeys(without));
        }
        return found;
    }

    private static Finding ofDrift(String service, Duration drift) {
        return new Finding(
                AlertKind.CLOCK_DRIFT,
                service,
                "The clock of the service %s is %d seconds %s."
                        .formatted(
                                service,
                                drift.abs().toSeconds(),
                                drift.isNegative() ? "behind" : "ahead"));
    }

    private static Finding ofKeys(Set<String> services) {
        var some = services.stream().limit(5).toList();
        return new Finding(
                AlertKind.JWKS_OUTAGE,
                "key_set",
                "%d services cannot get the key set, among them %s."
                        .formatted(services.size(), String.join(", ", some)));
    }
}
