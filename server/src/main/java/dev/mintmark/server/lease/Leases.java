package dev.mintmark.server.lease;

import dev.mintmark.server.fault.Unavailable;

import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/// The leases of this node.
///
/// A lease alone keeps nobody from going on after their turn: a process can be stopped at any point
/// and for any time. So a job either does no harm when two do it, or what it writes carries the
/// number of the turn, and whoever has a later one makes it void.
public final class Leases implements AutoCloseable {
    private static final int NAME_BYTES = 16;

    private final LeaseStore store;
    private final String holder;

    public Leases(LeaseStore store, RandomGenerator random) {
        var name = new byte[NAME_BYTES];
        random.nextBytes(name);
        this.store = store;
        this.holder = HexFormat.of().formatHex(name);
    }

    /// Asks for the turn, and prolongs it if it is this node's already.
    ///
    /// @return the number of this node's turn; empty while it is another's
    public OptionalLong take(Job job) {
        return store.take(job, holder, job.life());
    }

    /// Lets others have their turn at once.
    @Override
    public void close() {
        for (var job : Job.values()) {
            try {
                store.giveBack(job, holder);
            } catch (Unavailable _) {
                // Then it ends when its time is over.
                return;
            }
        }
    }
}
