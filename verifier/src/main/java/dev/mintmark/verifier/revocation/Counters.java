package dev.mintmark.verifier.revocation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// What happened so far.
final class Counters {

    final LongAdder framesAccepted = new LongAdder();
    final LongAdder millisUnderway = new LongAdder();
    final LongAdder itemsSkipped = new LongAdder();
    final LongAdder itemsDropped = new LongAdder();
    final LongAdder connections = new LongAdder();
    final LongAdder judgedWithoutNews = new LongAdder();
    private final Map<Ignored, LongAdder> framesIgnored = new EnumMap<>(Ignored.class);
    private volatile Optional<String> listFailure = Optional.empty();
    private volatile Optional<String> streamFailure = Optional.empty();

    Counters() {
        for (Ignored why : Ignored.values()) {
            framesIgnored.put(why, new LongAdder());
        }
    }

    void frameIgnored(Ignored why) {
        var count = framesIgnored.get(why);
        if (count != null) {
            count.increment();
        }
    }

    Map<Ignored, Long> framesIgnored() {
        var counts = new EnumMap<Ignored, Long>(Ignored.class);
        framesIgnored.forEach((why, count) -> counts.put(why, count.sum()));
        return counts;
    }

    void listsFailed(Optional<String> reason) {
        listFailure = reason;
    }

    void streamFailed(Optional<String> reason) {
        streamFailure = reason;
    }

    Optional<String> listFailure() {
        return listFailure;
    }

    Optional<String> streamFailure() {
        return streamFailure;
    }
}
