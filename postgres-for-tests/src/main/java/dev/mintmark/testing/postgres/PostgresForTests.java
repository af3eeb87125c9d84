package dev.mintmark.testing.postgres;

/// The one cluster that all tests of a process share, started when the first of them asks. It gives
/// up safety for speed; a test that pulls the plug takes a [PostgresServer] of its own.
public final class PostgresForTests {
    private PostgresForTests() {}

    /// A fresh, empty database.
    public static PostgresDatabase database() {
        return Shared.SERVER.newDatabase();
    }

    private static final class Shared {
        static final PostgresServer SERVER = PostgresServer.start(Durability.NONE);
    }
}
