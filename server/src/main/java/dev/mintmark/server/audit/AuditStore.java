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

    /// Adds what waited in a buffer, unless it was added before: a buffer that does not know
    /// whether it was may try again. Durable on return.
    ///
    /// @param from up to where the buffer had been taken
    /// @param to up to where it has been then
    void take(String buffer, int from, int to, List<Entry> entries);

    /// Up to where a buffer has been taken.
    int taken(String buffer);

    /// Forgets a buffer that is no more.
    void forgetBuffer(String buffer);

    /// A number up to which all is in order: nothing that is not there yet will have a number as
    /// low. To be asked again and again by whoever wants to know more.
    long settled();

    /// The next rows after a number, oldest first.
    List<Row> after(long number, int limit);

    /// The next rows before a number, newest first.
    List<Row> before(long number, int limit);
}
