package dev.mintmark.server.revocation.status;

import dev.mintmark.server.id.StatusIndex;
import dev.mintmark.server.log.Log;
import dev.mintmark.server.session.ListChoice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Which list gives places now, and when the next one takes over.
///
/// Sessions that begin in the same weeks share a list, so that lists come to their end. One is
/// closed when half of its places are given away, because chance then needs two tries to find a
/// free one. The next list is there a while before it is needed: nodes and verifiers have seen it
/// before the first token points at it.
public final class ListCalendar implements ListChoice {
    private static final Log LOG = Log.of(ListCalendar.class);

    /// From the day a list is there to the first place given away.
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private static final int FULL = StatusIndex.PLACES / 2;
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Duration SHORTEST = Duration.ofHours(1);

    private final StatusListStore store;
    private final Duration open;
    private final InstantSource clock;
    private volatile List<ListTerm> terms = List.of();

    /// @param sessionLife the longest; a list open for longer would be kept for little
    public ListCalendar(StatusListStore store, Duration sessionLife, InstantSource clock) {
        this.store = store;
        this.open = between(SHORTEST, sessionLife, LONGEST);
        this.clock = clock;
    }

    /// All lists, as last read.
    public List<ListTerm> terms() {
        return terms;
    }

    @Override
    public int current() {
        return open(terms).orElseGet(this::first).id();
    }

    @Override
    public int insteadOf(int full) {
        reload();
        var list = open(terms).filter(term -> term.id() != full);
        return list.orElseGet(() -> begin(clock.instant())).id();
    }

    /// Reads which lists there are; other nodes add some, too.
    public void reload() {
        terms = store.all();
    }

    /// Makes the next list if it is time to. Every node may do so.
    public void prepare() {
        reload();
        var now = clock.instant();
        var newest = terms.stream().max(Comparator.comparingInt(ListTerm::id));
        if (newest.isEmpty() || !now.isBefore(newest.get().closesAt())) {
            begin(now);
        } else if (newest.get().isOpen(now)) {
            var closesAt = newest.get().closesAt();
            if (!now.plus(AHEAD).isBefore(closesAt)) {
                begin(closesAt);
            } else if (store.taken(newest.get().id()) >= FULL) {
                begin(now.plus(AHEAD));
            }
        }
    }

    private ListTerm first() {
        reload();
        return open(terms).orElseGet(() -> begin(clock.instant()));
    }

    /// @return the list that was made here, or by another node meanwhile
    private ListTerm begin(Instant opensAt) {
        int id = terms.stream().mapToInt(ListTerm::id).max().orElse(0) + 1;
        var term = new ListTerm(id, opensAt, opensAt.plus(open));
        if (store.add(term)) {
            LOG.info("status list made", "list", id, "opens_at", opensAt);
        }
        reload();
        return terms.stream().filter(one -> one.id() == id).findAny().orElse(term);
    }

    private Optional<ListTerm> open(List<ListTerm> among) {
        var now = clock.instant();
        return among.stream()
                .filter(term -> term.isOpen(now))
                .max(Comparator.comparingInt(ListTerm::id));
    }

    private static Duration between(Duration least, Duration wanted, Duration most) {
        var atMost = wanted.compareTo(most) > 0 ? most : wanted;
        return atMost.compareTo(least) < 0 ? least : atMost;
    }
}
