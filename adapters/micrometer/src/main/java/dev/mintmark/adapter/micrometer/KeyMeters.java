package dev.mintmark.adapter.micrometer;

import dev.mintmark.verifier.RemoteKeys;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/// How current an issuer's keys are.
///
/// - `mintmark_verifier_jwks_ready`: 1 while tokens can be verified, else 0.
/// - `mintmark_verifier_jwks_age_seconds`: since the keys in use were fetched.
/// - `mintmark_verifier_jwks_stale_seconds`: since they should have been fetched anew; 0 while all
///   is well, and growing while the issuer is out of reach.
///
/// - `mintmark_jwks_fetch_total{outcome}`: fetches by whether they brought a good set, `fetched` or
///   `failed`.
///
/// Ages are not a number until keys have been fetched.
public final class KeyMeters implements MeterBinder {

    private final RemoteKeys keys;
    private final InstantSource clock;

    public KeyMeters(RemoteKeys keys) {
        this(keys, InstantSource.system());
    }

    public KeyMeters(RemoteKeys keys, InstantSource clock) {
        this.keys = Objects.requireNonNull(keys);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge("ready", "Whether tokens can be verified", each -> each.isReady() ? 1 : 0)
                .register(registry);
        gauge("age", "Since the issuer's keys were fetched", this::age)
                .baseUnit("seconds")
                .register(registry);
        gauge("stale", "Since the issuer's keys should have been fetched anew", KeyMeters::stale)
                .baseUnit("seconds")
                .register(registry);
        fetches("fetched", RemoteKeys::timesFetched).register(registry);
        fetches("failed", RemoteKeys::timesFailed).register(registry);
    }

    private FunctionCounter.Builder<RemoteKeys> fetches(
            String outcome, ToDoubleFunction<RemoteKeys> count) {
        return FunctionCounter.builder("mintmark.jwks.fetch", keys, count)
                .description("Fetches of the issuer's keys")
                .tag("outcome", outcome);
    }

    private Gauge.Builder<RemoteKeys> gauge(
            String name, String description, ToDoubleFunction<RemoteKeys> value) {
        return Gauge.builder("mintmark.verifier.jwks." + name, keys, value)
                .description(description);
    }

    private static double stale(RemoteKeys keys) {
        return keys.staleFor().map(KeyMeters::seconds).orElse(Double.NaN);
    }

    private double age(RemoteKeys fetched) {
        return fetched.fetchedAt()
                .map(at -> seconds(Duration.between(at, clock.instant())))
                .orElse(Double.NaN);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
