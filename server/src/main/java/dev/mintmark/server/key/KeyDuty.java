package dev.mintmark.server.key;

import java.util.OptionalLong;

/// Whose turn it is to do what only one node does.
@FunctionalInterface
public interface KeyDuty {
    /// Asks for the turn, and keeps it if it is this node's already.
    ///
    /// @return the number of this node's turn, which goes up with each new one; empty while it is
    ///   another node's
    OptionalLong take();

    /// For an authority of one node: it is always its turn, and always the same one.
    KeyDuty ALONE = () -> OptionalLong.of(0);
}
