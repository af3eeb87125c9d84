package dev.mintmark.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What is kept of what happens, and how.
///
/// @param failsRequest whether a request fails whose refusal cannot be recorded
/// @param bufferBytes most that may wait on disk for the database
/// @param sealEvery how long a record waits for its seal
/// @param keep how long it is kept
public record Audit(
        boolean on,
        boolean failsRequest,
        long bufferBytes,
        Duration sealEvery,
        Duration keep,
        Sinks sinks) {
    static final Bounds SEAL_EVERY = new Bounds(Duration.ofSeconds(1), Duration.ofHours(1));
    static final Bounds KEEP = new Bounds(Duration.ofDays(1), Duration.ofDays(36_500));

    /// Where records go as well.
    ///
    /// @param syslog `tcp` or `udp`, a host and a port
    /// @param webhookSecret what is posted is signed with
    public record Sinks(
            Optional<Path> file,
            Optional<URI> syslog,
            Optional<URI> webhook,
            SecretSetting webhookSecret) {
        public static final Sinks NONE =
                new Sinks(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new SecretSetting.NotGiven());
    }
}
