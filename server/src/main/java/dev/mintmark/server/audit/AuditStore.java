package dev.mintmark.server.audit;

import java.time.Instant;
import java.util.List;

/// Where records rest. What tells of a change is put there by whatever makes the change, in the
/// same transaction; here come those that tell of none.
public interface AuditStore {
    /// @param text as [Script] writes it
    record Entry(Instant at, String text) {}

    /// @param number given by the database; not without gaps
    record Row(long number, Instant at, String text) {}

    /// Adds what happened without a change; durable on return.
    void append(List<Entry> entries);

    /// The next rows after a number, oldest first.
    List<Row> after(long number, int limit);

    /// The next rows before a number, newest first.
    List<Row> before(long number, int limit);
}
