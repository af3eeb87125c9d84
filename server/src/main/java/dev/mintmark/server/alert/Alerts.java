package dev.mintmark.server.alert;

import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.event.Origin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// The alerts there are. Every node opens what it finds; which of several was first, the store
/// knows. One node at a time closes what no node has seen for a while.
public final class Alerts {
    /// So long after they were closed, alerts can be read.
    private static final Duration KEPT = Duration.ofDays(90);

    private static final int ID_BYTES = 8;

    /// Beyond that one alert stands for all others: nobody reads so many.
    private static final int MOST_OF_A_KIND = 20;

    private static final String MORE = "more";

    private final Watchman watchman;
    private final AlertStore store;
    private final List<String> channels;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Events events;
    private volatile List<Alert> seenOpen = List.of();

    /// @param channels the names of those that are to be told
    public Alerts(
            Watchman watchman,
            AlertStore store,
            List<String> channels,
            InstantSource clock,
            RandomGenerator random,
            Events events) {
        this.watchman = watchman;
        this.store = store;
        this.channels = List.copyOf(channels);
        this.clock = clock;
        this.random = random;
        this.events = events;
    }

    /// Those that are open, and those that were.
    public List<Alert> list(int limit) {
        return store.list(limit);
    }

    public List<Alert> open() {
        return store.open();
    }

    /// How many of each kind were open when this node last looked; for numbers.
    public Map<String, Long> openByKind() {
        var counts = new TreeMap<String, Long>();
        for (var kind : AlertKind.values()) {
            counts.put(kind.word(), 0L);
        }
        seenOpen.forEach(alert -> counts.merge(alert.kind().word(), 1L, Long::sum));
        return counts;
    }

    /// Looks what is odd. For every node, some times in a minute.
    public void look() {
        var now = clock.instant();
        var open = store.open();
        seenOpen = open;
        var counts = new EnumMap<AlertKind, Integer>(AlertKind.class);
        open.forEach(alert -> counts.merge(alert.kind(), 1, Integer::sum));
        var more = EnumSet.noneOf(AlertKind.class);
        for (var finding : watchman.look(now)) {
            if (isSeen(finding, open, now)) {
                continue;
            }
            if (counts.merge(finding.kind(), 1, Integer::sum) <= MOST_OF_A_KIND) {
                open(finding, now);
            } else {
                more.add(finding.kind());
            }
        }
        for (var kind : more) {
            var sum = new Finding(kind, MORE, "There are more than %d.".formatted(MOST_OF_A_KIND));
            if (!isSeen(sum, open, now)) {
                open(sum, now);
            }
        }
    }

    private boolean isSeen(Finding finding, List<Alert> open, Instant now) {
        var known = open.stream().filter(alert -> isAbout(alert, finding)).findFirst();
        known.ifPresent(alert -> store.seen(alert, now));
        return known.isPresent();
    }

    private static boolean isAbout(Alert alert, Finding finding) {
        return alert.kind() == finding.kind() && alert.about().equals(finding.about());
    }

    private void open(Finding finding, Instant now) {
        var alert =
                new Alert(
                        newId(),
                        finding.kind(),
                        finding.about(),
                        finding.summary(),
                        now,
                        now,
                        Optional.empty());
        if (store.open(alert, channels)) {
            events.record(
                    new Event.AlertOpened(
                            alert.id(), alert.kind().word(), alert.about(), Origin.SELF));
        }
    }

    /// Closes what is over. For one node at a time.
    public void tidy() {
        var now = clock.instant();
        for (var alert : store.open()) {
            if (alert.isQuiet(now) && store.close(alert, now, channels)) {
                events.record(
                        new Event.AlertClosed(
                                alert.id(), alert.kind().word(), alert.about(), Origin.SELF));
            }
        }
        store.forget(now.minus(KEPT));
    }

    private String newId() {
        var chance = new byte[ID_BYTES];
        random.nextBytes(chance);
        return "al_" + HexFormat.of().formatHex(chance);
    }
}
