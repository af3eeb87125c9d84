package dev.mintmark.server.config;

import java.time.Duration;

/// What is kept of what happens, and how.
///
/// @param failsRequest whether a request fails whose refusal cannot be recorded
/// @param bufferBytes most that may wait on disk for the database
/// @param sealEvery how long a record waits for its seal
public record Audit(boolean on, boolean failsRequest, long bufferBytes, Duration sealEvery) {
    static final Bounds SEAL_EVERY = new Bounds(Duration.ofSeconds(1), Duration.ofHours(1));
}
