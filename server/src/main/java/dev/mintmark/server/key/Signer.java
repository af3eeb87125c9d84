package dev.mintmark.server.key;

import dev.mintmark.server.fault.Unavailable;

/// Makes signatures with one private half, wherever that is.
@FunctionalInterface
public interface Signer {
    /// @throws Unavailable when the device that has the private half does not do its part
    byte[] sign(byte[] input);

    /// Shows that signatures can be made now.
    ///
    /// @throws KeyDoesNotOpen with a sentence for the operator
    default void prove() {}
}
