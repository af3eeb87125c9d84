package dev.mintmark.server.guard;

import dev.mintmark.server.id.ClientId;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/// So many requests in so long for each client that has proved who it is; there are as many of them
/// as are registered. The same as [RateLimit], without hiding whom it is about, and so cheaper.
public final class ClientLimit {
    private static final String NAME = "client";

    private final Quota quota;
    private final InstantSource clock;
    private final long microsAhead;
    private final long microsPerTaking;
    private final ConcurrentMap<ClientId, AtomicLong> goodAgainAt = new ConcurrentHashMap<>();

    public ClientLimit(Quota quota, InstantSource clock) {
        this.quota = quota;
        this.clock = clock;
        this.microsAhead = quota.window().toMillis() * 1_000;
        this.microsPerTaking = Math.max(1, microsAhead / quota.quantity());
    }

    /// @return empty when there is something left
    public Optional<Held> take(ClientId client) {
        long now = clock.millis() * 1_000;
        long latest = now + microsAhead;
        var moment = goodAgainAt.get(client);
        if (moment == null) {
            moment = goodAgainAt.computeIfAbsent(client, _ -> new AtomicLong());
        }
        long known;
        long next;
        do {
            known = moment.get();
            next = Math.clamp(known, now, latest) + microsPerTaking;
            if (next > latest) {
                return Optional.of(
                        Held.of(NAME, quota.quantity(), quota.window(), next - latest, false));
            }
        } while (!moment.compareAndSet(known, next));
        return Optional.empty();
    }
}
