package dev.mintmark.server.audit.ship;

/// Where it rests up to where each sink has been served.
public interface CursorStore {
    /// Number of the last record that a sink has got; 0 for one that is new.
    long position(String sink);

    void moveTo(String sink, long number);
}
