package dev.mintmark.server.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many refusals of each address were not told one by one. Once a minute they are told
/// together.
final class Untold {
    private static final long EVERY_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final int MOST = 1_000;

    private final Map<String, Count> counts =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
                    return size() > MOST;
                }
            };

    private static final class Count {
        private long refusals;
        private final long since;

        private Count(long since) {
            this.since = since;
        }
    }

    /// @return how many there were, when it is time to tell of them; else zero
    synchronized long add(String address, int refusals, long now) {
        var count = counts.computeIfAbsent(address, _ -> new Count(now));
        count.refusals += refusals;
        if (now - count.since < EVERY_MILLIS) {
            return 0;
        }
        counts.remove(address);
        return count.refusals;
    }
}
