package dev.mintmark.server.store.memory;

import dev.mintmark.server.revocation.status.ListTerm;
import dev.mintmark.server.revocation.status.StatusListStore;
import dev.mintmark.server.session.Family;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;

final class MemoryStatusLists implements StatusListStore {
    private final MemorySessions sessions;

    /// Guarded by the sessions.
    private final TreeMap<Integer, ListTerm> terms = new TreeMap<>();

    MemoryStatusLists(MemorySessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public List<ListTerm> all() {
        synchronized (sessions) {
            return List.copyOf(terms.values());
        }
    }

    @Override
    public boolean add(ListTerm term) {
        synchronized (sessions) {
            if (terms.putIfAbsent(term.id(), term) != null) {
                return false;
            }
            terms.headMap(term.id())
                    .replaceAll((_, other) ->
                            other.closesAt().isAfter(term.opensAt())
                                    ? new ListTerm(other.id(), other.opensAt(), term.opensAt())
                                    : other);
            return true;
        }
    }

    @Override
    public BitSet revoked(int list) {
        synchronized (sessions) {
            var places = new BitSet();
            sessions.families().values().stream()
                    .filter(family -> isRevoked(family, list))
                    .forEach(family -> places.set(family.status().place()));
            return places;
        }
    }

    @Override
    public int taken(int list) {
        synchronized (sessions) {
            return (int)
                    sessions.families().values().stream()
                            .filter(family -> family.status().list() == list)
                            .count();
        }
    }

    @Override
    public int forget(Instant closedBefore) {
        synchronized (sessions) {
            int before = terms.size();
            terms.values()
                    .removeIf(term ->
                            term.closesAt().isBefore(closedBefore) && taken(term.id()) == 0);
            return before - terms.size();
        }
    }

    private boolean isRevoked(Family family, int list) {
        return family.status().list() == list
                && (family.ended().isPresent() || sessions.isCutOff(family.authTime()));
    }

    boolean isOpen(int list, Instant then) {
        synchronized (sessions) {
            var term = terms.get(list);
            return term != null && term.closesAt().isAfter(then);
        }
    }
}
