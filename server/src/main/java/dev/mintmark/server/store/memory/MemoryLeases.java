package dev.mintmark.server.store.memory;

import dev.mintmark.server.lease.Job;
import dev.mintmark.server.lease.LeaseStore;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

final class MemoryLeases implements LeaseStore {
    private record Lease(String holder, long turn, Instant until) {}

    private final InstantSource clock;
    private final Map<Job, Lease> leases = new EnumMap<>(Job.class);

    MemoryLeases(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized OptionalLong take(Job job, String holder, Duration life) {
        var now = clock.instant();
        var held = leases.getOrDefault(job, new Lease("", 0, Instant.MIN));
        boolean own = held.holder.equals(holder);
        if (!own && now.isBefore(held.until)) {
            return OptionalLong.empty();
        }
        long turn = own ? held.turn : held.turn + 1;
        leases.put(job, new Lease(holder, turn, now.plus(life)));
        return OptionalLong.of(turn);
    }

    @Override
    public synchronized void giveBack(Job job, String holder) {
        leases.computeIfPresent(
                job,
                (_, held) ->
                        held.holder.equals(holder)
                                ? new Lease(holder, held.turn, Instant.MIN)
                                : held);
    }
}
