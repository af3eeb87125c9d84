package dev.mintmark.server.guard;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// So much in so long for each who takes; what was taken is made good again evenly (a token bucket,
/// kept as the one moment at which it is full again). On this node: several nodes let through as
/// many times as much at most.
public final class RateLimit {
    private final String name;
    private final Quota quota;
    private final Marks marks;
    private final InstantSource clock;
    private final long microsAhead;
    private final long microsPerTaking;

    /// @param name in one word, as it is told to whoever is held
    public RateLimit(String name, Quota quota, RandomGenerator random, InstantSource clock) {
        this.name = name;
        this.quota = quota;
        this.marks = new Marks(random);
        this.clock = clock;
        this.microsAhead = quota.window().toMillis() * 1_000;
        this.microsPerTaking = Math.max(1, microsAhead / quota.quantity());
    }

    /// @return empty when there is something left for whoever calls from this address
    public Optional<Held> take(InetAddress address) {
        return take(Neighbourhood.of(address));
    }

    /// Whether whoever calls from this address has taken all, and not got half of it back since.
    /// Takes nothing.
    public boolean isUsedUp(InetAddress address) {
        long now = clock.millis() * 1_000;
        return marks.with(
                Neighbourhood.of(address),
                now,
                mark ->
                        mark.notBefore != 0
                                || Math.max(mark.until, now) + microsPerTaking > now + microsAhead);
    }

    /// @return empty when there is something left for whoever goes by this name
    public Optional<Held> take(byte[] who) {
        long now = clock.millis() * 1_000;
        long latest = now + microsAhead;
        return marks.with(
                who,
                now,
                mark -> {
                    // A clock that was set back must not shut anybody out for longer.
                    long next = Math.clamp(mark.until, now, latest) + microsPerTaking;
                    boolean begins = mark.notBefore == 0;
                    if (next > latest) {
                        mark.until = Math.min(mark.until, latest);
                        mark.notBefore = 1;
                        return Optional.of(
                                Held.of(
                                        name,
                                        quota.quantity(),
                                        quota.window(),
                                        next - latest,
                                        begins));
                    }
                    mark.until = next;
                    // One more each moment is no new beginning.
                    if (next <= now + microsAhead / 2) {
                        mark.notBefore = 0;
                    }
                    return Optional.empty();
                });
    }
}
