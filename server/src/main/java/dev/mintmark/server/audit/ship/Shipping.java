package dev.mintmark.server.audit.ship;

import dev.mintmark.server.audit.AuditStore;
import dev.mintmark.server.log.Log;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Brings records to other places, each record at least once to each: where it stands is written
/// down after it has arrived. A sink that does not take them is asked again, more and more seldom.
public final class Shipping {
    private static final Log LOG = Log.of(Shipping.class);
    private static final int AT_ONCE = 500;
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final AuditStore records;
    private final CursorStore cursors;
    private final List<Sink> sinks;
    private final InstantSource clock;
    private final Map<String, Pause> pauses = new HashMap<>();

    private record Pause(Duration length, Instant until) {}

    public Shipping(
            AuditStore records, CursorStore cursors, List<Sink> sinks, InstantSource clock) {
        this.records = records;
        this.cursors = cursors;
        this.sinks = List.copyOf(sinks);
        this.clock = clock;
    }

    /// Ships what is there.
    ///
    /// @param goOn whether it is still this node's turn
    public void tend(BooleanSupplier goOn) {
        long settled = records.settled();
        for (var sink : sinks) {
            var pause = pauses.get(sink.name());
            if (pause == null || !clock.instant().isBefore(pause.until)) {
                ship(sink, settled, goOn);
            }
        }
    }

    private void ship(Sink sink, long settled, BooleanSupplier goOn) {
        try {
            boolean more = true;
            while (more && goOn.getAsBoolean()) {
                more = shipSome(sink, settled);
            }
            if (pauses.remove(sink.name()) != null) {
                LOG.info("audit records arrive again", "sink", sink.name());
            }
        } catch (IOException e) {
            failed(sink, e);
        }
    }

    private boolean shipSome(Sink sink, long settled) throws IOException {
        var rows =
                records.after(cursors.position(sink.name()), AT_ONCE).stream()
                        .filter(row -> row.number() <= settled)
                        .toList();
        if (rows.isEmpty()) {
            return false;
        }
        sink.send(rows);
        cursors.moveTo(sink.name(), rows.getLast().number());
        return rows.size() == AT_ONCE;
    }

    private void failed(Sink sink, IOException why) {
        var before = pauses.get(sink.name());
        var length = before == null ? SHORTEST_PAUSE : before.length.multipliedBy(2);
        var pause = length.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : length;
        pauses.put(sink.name(), new Pause(pause, clock.instant().plus(pause)));
        if (before == null) {
            LOG.warn("audit records do not arrive; will try again", why, "sink", sink.name());
        }
    }
}
