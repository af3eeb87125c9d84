package dev.mintmark.server.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Which records somebody wants to see. What is left out does not matter.
///
/// @param from the first moment
/// @param until the first moment that is too late
/// @param kinds one of them; empty for all
/// @param user id of the person it is about
/// @param failure whether somebody did not get what they asked for
public record AuditQuery(
        Optional<Instant> from,
        Optional<Instant> until,
        Set<Kind> kinds,
        Optional<String> user,
        Optional<String> client,
        Optional<String> session,
        Optional<Boolean> failure) {
    public static final AuditQuery EVERYTHING =
            new AuditQuery(
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    public AuditQuery {
        kinds = Set.copyOf(kinds);
    }

    boolean fits(AuditRecord record) {
        var facts = record.facts();
        return from.filter(record.at()::isBefore).isEmpty()
                && until.filter(end -> !record.at().isBefore(end)).isEmpty()
                && (kinds.isEmpty() || kinds.contains(facts.kind()))
                && isOrAny(user, facts.user())
                && isOrAny(client, facts.client())
                && isOrAny(session, facts.session())
                && failure.filter(wanted -> wanted != facts.kind().isFailure()).isEmpty();
    }

    private static boolean isOrAny(Optional<String> wanted, Optional<String> is) {
        return wanted.isEmpty() || wanted.equals(is);
    }
}
