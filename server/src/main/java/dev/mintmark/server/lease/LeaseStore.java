package dev.mintmark.server.lease;

import java.time.Duration;
import java.util.OptionalLong;

/// Where leases rest. Of all who want one, on all nodes, one gets it, by the database's time.
public interface LeaseStore {
    /// Takes a lease that nobody holds, or prolongs one's own.
    ///
    /// @param holder who takes it; a new one for each start of a node
    /// @return the number of the turn: one's own as before, or one more than that of whoever had it
    ///   last; empty while it is another's
    OptionalLong take(Job job, String holder, Duration life);

    /// Ends a turn before its time. Does nothing to another's.
    void giveBack(Job job, String holder);
}
