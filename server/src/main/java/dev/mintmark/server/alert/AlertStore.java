package dev.mintmark.server.alert;

import java.time.Instant;
import java.util.List;

/// Where alerts rest, and what is still to be told of them. Of one kind and about one thing there
/// is at most one that is open, whatever number of nodes find it at once.
public interface AlertStore {
    /// @param channels that are to be told, in the same step
    /// @return whether it was opened now; false when one like it is open
    boolean open(Alert alert, List<String> channels);

    /// It is still so.
    void seen(Alert alert, Instant now);

    /// @param channels that are to be told, in the same step
    /// @return whether it was closed now; false when it is closed already or was seen since
    boolean close(Alert alert, Instant now, List<String> channels);

    List<Alert> open();

    /// The newest first.
    List<Alert> list(int limit);

    /// Something to tell somebody.
    ///
    /// @param closing whether it is that the alert is over
    /// @param attempts so far
    /// @param since when it was to be told first
    record Delivery(Alert alert, boolean closing, String channel, int attempts, Instant since) {}

    List<Delivery> due(Instant now, int limit);

    /// It was told, or is given up.
    void done(Delivery delivery);

    void again(Delivery delivery, Instant next);

    /// Forgets what was closed before.
    void forget(Instant closedBefore);
}
