package dev.mintmark.server.alert;

import dev.mintmark.server.alert.AlertStore.Delivery;

import java.io.IOException;

/// A way to tell an operator.
public interface Channel {
    /// In one word, as it is stored.
    String name();

    /// Returns when it has been taken.
    ///
    /// @throws IOException when it is to be tried again; its message names no secret
    void tell(Delivery what) throws IOException, InterruptedException;
}
