package dev.mintmark.server.audit.ship;

import dev.mintmark.server.audit.AuditStore.Row;

import java.io.IOException;
import java.util.List;

/// Another place for records.
public interface Sink {
    /// Under which it is remembered up to where it has been served.
    String name();

    /// Hands records over, in their order. When this returns, they are there.
    ///
    /// @throws IOException when they may not be; then they come again
    void send(List<Row> rows) throws IOException;
}
