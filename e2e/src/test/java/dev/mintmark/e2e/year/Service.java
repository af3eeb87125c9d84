package dev.mintmark.e2e.year;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// A service that verifies tokens by itself, with a cache of its own for the keys.
public interface Service extends AutoCloseable {
    String name();

    /// @param now what its clock, and its cache's, shows
    /// @return what is wrong with each of the tokens; empty for nothing
    List<String> look(Instant now, List<String> tokens) throws Exception;

    @Override
    void close() throws IOException;
}
