package dev.mintmark.server.alert;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What a service did with tokens since its last report.
///
/// @param service the client that it is
/// @param unavailable how many it could say nothing about
/// @param refused how many, by reason; reasons that are unknown here are together
/// @param keysFail whether it has no keys, or could not renew them for long
/// @param sentAt by its own clock
public record Report(
        String service,
        long trusted,
        long unavailable,
        Map<String, Long> refused,
        boolean keysFail,
        Optional<Instant> sentAt) {
    public Report {
        refused = Map.copyOf(refused);
    }
}
