package dev.mintmark.server.http;

/// What came of starting.
public sealed interface Startup {
    record Listening(String host, int port) implements Startup {}

    /// One sentence for the operator.
    record CannotListen(String reason) implements Startup {}
}
