package dev.mintmark.server.session;

import java.time.Instant;
import java.util.List;

/// The person a family belongs to, as they are now: read again at each refresh, so that a changed
/// role or a disabled account shows at once.
///
/// @param notBefore families opened before this moment, and tokens issued before it, count no more
public record Holder(String name, List<String> roles, boolean disabled, Instant notBefore) {
    public Holder {
        roles = List.copyOf(roles);
    }

    /// Whether a family was voided with all that was issued before some moment.
    public boolean isCutOff(Family family) {
        return family.authTime().isBefore(notBefore);
    }
}
