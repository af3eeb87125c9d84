package dev.mintmark.server.http;

import java.io.IOException;

/// A body that is written while the connection lasts, and may never end by itself. Runs on the
/// virtual thread of the request and may block.
@FunctionalInterface
public interface Flow {
    void write(Sink sink) throws IOException, InterruptedException;

    /// The way out.
    @FunctionalInterface
    interface Sink {
        /// Returns when the bytes have left; throws when the client is gone or does not read.
        void send(byte[] bytes) throws IOException;
    }
}
