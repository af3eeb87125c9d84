package dev.mintmark.server.http;

import java.time.Duration;

/// How much, how many and how slow is too much. What a client may cost us is decided here, before
/// anybody knows who it is.
///
/// @param headTime from the first byte of a request (or the start of the connection) to the end of
///   its headers
/// @param bodyTime from there to the end of its body
/// @param idleTime without any byte in either direction
/// @param bodiesBytes of all requests together; the default is an eighth of the heap
/// @param connections by default as many as the heap has room for
/// @param drainTime for requests under way when the server is closed
public record Limits(
        Duration headTime,
        Duration bodyTime,
        Duration idleTime,
        Duration drainTime,
        int headBytes,
        int bodyBytes,
        long bodiesBytes,
        int connections) {

    public static final Limits DEFAULT =
            new Limits(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    8 * 1024,
                    64 * 1024,
                    Runtime.getRuntime().maxMemory() / 8,
                    (int) Math.min(10_000, Runtime.getRuntime().maxMemory() / (96 * 1024)));

    public Limits withHeadTime(Duration time) {
        return new Limits(
                time,
                bodyTime,
                idleTime,
                drainTime,
                headBytes,
                bodyBytes,
                bodiesBytes,
                connections);
    }

    public Limits withBodyTime(Duration time) {
        return new Limits(
                headTime,
                time,
                idleTime,
                drainTime,
                headBytes,
                bodyBytes,
                bodiesBytes,
                connections);
    }

    public Limits withDrainTime(Duration time) {
        return new Limits(
                headTime, bodyTime, idleTime, time, headBytes, bodyBytes, bodiesBytes, connections);
    }

    public Limits withBodiesBytes(long most) {
        return new Limits(
                headTime, bodyTime, idleTime, drainTime, headBytes, bodyBytes, most, connections);
    }

    public Limits withConnections(int most) {
        return new Limits(
                headTime, bodyTime, idleTime, drainTime, headBytes, bodyBytes, bodiesBytes, most);
    }
}
