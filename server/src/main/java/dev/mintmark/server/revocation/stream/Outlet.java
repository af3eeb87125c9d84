package dev.mintmark.server.revocation.stream;

import java.io.IOException;

/// The way to one reader.
@FunctionalInterface
public interface Outlet {
    /// Returns when the bytes have left, and not before: whoever reads slowly makes this slow.
    void write(byte[] bytes) throws IOException;
}
