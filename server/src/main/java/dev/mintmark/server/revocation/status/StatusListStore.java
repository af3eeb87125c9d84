package dev.mintmark.server.revocation.status;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;

/// Where it rests which status lists there are. Who has which place in them is kept with the
/// sessions.
public interface StatusListStore {
    /// All there are, by id.
    List<ListTerm> all();

    /// Adds a list and closes all before it when it opens. Of two nodes that race for an id, one
    /// wins.
    ///
    /// @return whether it was added; false when the id is taken
    boolean add(ListTerm term);

    /// The places in a list of sessions that ended before their time.
    BitSet revoked(int list);

    /// How many places of a list are given away.
    int taken(int list);

    /// Forgets lists that closed before the given moment and in which no session has a place.
    ///
    /// @return how many
    int forget(Instant closedBefore);
}
