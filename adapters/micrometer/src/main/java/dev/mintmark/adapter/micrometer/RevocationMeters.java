package dev.mintmark.adapter.micrometer;

import dev.mintmark.verifier.revocation.FeedState;
import dev.mintmark.verifier.revocation.Ignored;
import dev.mintmark.verifier.revocation.RevocationFeed;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// How well a service hears what its issuer revokes.
///
/// - `mintmark_revocation_current`: 1 while tokens are judged by news as recent as was asked for,
///   else 0.
/// - `mintmark_revocation_stream_open`: 1 while the stream is connected.
/// - `mintmark_status_list_age_seconds`: how old the status list is that is furthest behind.
/// - `mintmark_revocation_news_age_seconds`: how old the newest is that is known.
/// - `mintmark_revocation_propagation_seconds_{count,sum}`: how long signed frames took from the
///   issuer to here, to about a second.
/// - `mintmark_revocation_stream_connections_total`: attempts to connect to the stream.
/// - `mintmark_revocation_frames_total{outcome}`: frames by what became of them.
/// - `mintmark_revocation_judged_without_news_total`: tokens that were judged by the policy alone.
/// - `mintmark_revocation_remembered` and `mintmark_revocation_dropped_total`: what the stream said
///   that is remembered, and what there was no room for.
///
/// Ages are not a number while there is nothing that could have one.
public final class RevocationMeters implements MeterBinder {

    private static final String NAME = "mintmark.revocation.";

    private final RevocationFeed feed;

    public RevocationMeters(RevocationFeed feed) {
        this.feed = Objects.requireNonNull(feed);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(
                        NAME + "current",
                        "Whether tokens are judged by recent news",
                        state -> state.current() ? 1 : 0)
                .register(registry);
        gauge(
                        NAME + "stream.open",
                        "Whether the issuer's stream is connected",
                        state -> state.streamOpen() ? 1 : 0)
                .register(registry);
        age("mintmark.status.list.age", "Of the list furthest behind", FeedState::oldestListAge)
                .register(registry);
        age(NAME + "news.age", "Of the newest that is known", FeedState::newestAge)
                .register(registry);
        gauge(
                        NAME + "remembered",
                        "What the stream said that is remembered",
                        FeedState::revocations)
                .register(registry);
        FunctionTimer.builder(
                        NAME + "propagation",
                        feed,
                        each -> each.state().framesAccepted(),
                        each -> each.state().timeUnderway().toMillis(),
                        TimeUnit.MILLISECONDS)
                .description("From the issuer's signature to here")
                .register(registry);
        counter(NAME + "stream.connections", "Attempts to connect", FeedState::connections)
                .register(registry);
        counter(
                        NAME + "judged.without.news",
                        "Tokens that were judged by the policy for stale knowledge",
                        FeedState::judgedWithoutNews)
                .register(registry);
        counter(NAME + "dropped", "What there was no room for", FeedState::itemsDropped)
                .register(registry);
        frames("accepted", FeedState::framesAccepted).register(registry);
        for (Ignored why : Ignored.values()) {
            frames(why.code(), state -> state.framesIgnored().getOrDefault(why, 0L))
                    .register(registry);
        }
    }

    private Gauge.Builder<RevocationFeed> gauge(
            String name, String description, ToDoubleFunction<FeedState> value) {
        return Gauge.builder(name, feed, each -> value.applyAsDouble(each.state()))
                .description(description);
    }

    private Gauge.Builder<RevocationFeed> age(
            String name, String description, Function<FeedState, Optional<Duration>> age) {
        return gauge(
                        name,
                        description,
                        state ->
                                age.apply(state)
                                        .map(value -> value.toMillis() / 1000.0)
                                        .orElse(Double.NaN))
                .baseUnit("seconds");
    }

    private FunctionCounter.Builder<RevocationFeed> counter(
            String name, String description, ToDoubleFunction<FeedState> value) {
        return FunctionCounter.builder(name, feed, each -> value.applyAsDouble(each.state()))
                .description(description);
    }

    private FunctionCounter.Builder<RevocationFeed> frames(
            String outcome, ToDoubleFunction<FeedState> value) {
        return counter(NAME + "frames", "Signed frames, by what became of them", value)
                .tag("outcome", outcome);
    }
}
