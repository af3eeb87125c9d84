package dev.mintmark.server.http;

import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.event.Hush;
import dev.mintmark.server.guard.Held;
import dev.mintmark.server.guard.RateLimit;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// How much one address may ask for.
///
/// What cannot be guessed is not protected by making people wait: a good token or key always gets
/// through. Only those who are refused are counted, and beyond the limit they are told to wait, in
/// place of what was wrong.
public final class Brakes {
    private static final String REFUSALS = "refusals";

    private final Optional<RateLimit> refused;
    private final Optional<RateLimit> all;
    private final InstantSource clock;
    private final Events events;
    private final Untold untold = new Untold();

    /// @param refused of refused requests
    /// @param all of requests, good or bad
    public Brakes(
            Optional<RateLimit> refused,
            Optional<RateLimit> all,
            InstantSource clock,
            Events events) {
        this.refused = refused;
        this.all = all;
        this.clock = clock;
        this.events = events;
    }

    /// The same endpoint behind these limits. Refusals beyond the limit are told together, once a
    /// minute.
    ///
    /// @param answer for whoever has to wait
    /// @param refusals the statuses that count
    public Endpoint around(
            Endpoint endpoint, Function<Held, HttpResponse> answer, Set<Integer> refusals) {
        return request -> {
            var tooMany = all.flatMap(limit -> limit.take(request.remoteAddress()));
            if (tooMany.isPresent()) {
                return held(request, answer, tooMany.get());
            }
            var given = handled(endpoint, request);
            if (!refusals.contains(given.status())) {
                return given;
            }
            return refused.flatMap(limit -> limit.take(request.remoteAddress()))
                    .map(held -> held(request, answer, held))
                    .orElse(given);
        };
    }

    /// Whoever is over the limit is still let through with what is good, and refused in silence.
    private HttpResponse handled(Endpoint endpoint, HttpRequest request) {
        if (refused.filter(limit -> limit.isUsedUp(request.remoteAddress())).isEmpty()) {
            return endpoint.handle(request);
        }
        var count = new AtomicInteger();
        var given = Hush.over(count, () -> endpoint.handle(request));
        if (count.get() > 0) {
            var origin = request.origin();
            long all = untold.add(origin.address(), count.get(), clock.millis());
            if (all > 0) {
                events.record(new Event.Braked(REFUSALS, Optional.empty(), all, origin));
            }
        }
        return given;
    }

    /// Behind the limit for everything only: for what has brakes of its own for refusals.
    public Endpoint aroundAll(Endpoint endpoint, Function<Held, HttpResponse> answer) {
        return request ->
                all.flatMap(limit -> limit.take(request.remoteAddress()))
                        .map(held -> held(request, answer, held))
                        .orElseGet(() -> endpoint.handle(request));
    }

    private HttpResponse held(HttpRequest request, Function<Held, HttpResponse> answer, Held held) {
        tell(held, request, events);
        return answer.apply(held);
    }

    /// Says once that somebody is held.
    public static void tell(Held held, HttpRequest request, Events events) {
        if (held.begins()) {
            events.record(new Event.Braked(held.brake(), Optional.empty(), 0, request.origin()));
        }
    }
}
