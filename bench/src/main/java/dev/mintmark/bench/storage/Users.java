package dev.mintmark.bench.storage;

import dev.mintmark.bench.Rate;
import dev.mintmark.server.session.Decision;
import dev.mintmark.server.session.Family;
import dev.mintmark.server.session.FamilyStore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;

/// Some users at a store, each on a virtual thread as a request is: refresh a session drawn at
/// random, wait until that is on the disk, refresh another one.
final class Users {
    private static final FamilyStore.Rule ADVANCE =
            current ->
                    current.<Decision>map(found ->
                                    new Decision.Advance(next(found.family()), found.holder()))
                            .orElseThrow();

    private final FamilyStore store;
    private final Sessions sessions;

    Users(FamilyStore store, Sessions sessions) {
        this.store = store;
        this.sessions = sessions;
    }

    Rate drive(int users, long nanos) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long begun = System.nanoTime();
            Callable<long[]> one = () -> refreshUntil(begun + nanos);
            var works = new ArrayList<Callable<long[]>>();
            for (int i = 0; i < users; i++) {
                works.add(one);
            }
            var all = LongStream.empty();
            for (var done : threads.invokeAll(works)) {
                all = LongStream.concat(all, Arrays.stream(done.get()));
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            var sorted = all.sorted().toArray();
            return Rate.of(sorted, seconds);
        }
    }

    private long[] refreshUntil(long end) {
        var random = ThreadLocalRandom.current();
        var latencies = LongStream.builder();
        for (long now = System.nanoTime(); now < end; ) {
            var decision =
                    store.refresh(Sessions.id(random.nextInt(1, sessions.count() + 1)), ADVANCE);
            if (!(decision instanceof Decision.Advance)) {
                throw new IllegalStateException("a good session was not refreshed");
            }
            long after = System.nanoTime();
            latencies.add(after - now);
            now = after;
        }
        return latencies.build().toArray();
    }

    private static Family next(Family family) {
        return new Family(
                family.id(),
                family.user(),
                family.client(),
                family.salt(),
                family.scope(),
                family.audience(),
                family.status(),
                family.device(),
                family.authTime(),
                family.generation() + 1,
                Instant.ofEpochMilli(family.rotatedAt().toEpochMilli() + 1),
                family.absoluteUntil(),
                Optional.empty());
    }
}
