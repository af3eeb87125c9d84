package dev.mintmark.server.admin;

import dev.mintmark.server.event.Actor;
import dev.mintmark.server.id.AdminKeyId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An admin key as it is remembered: all but what opens it.
///
/// @param name what its maker calls it, such as who or which program has it
/// @param expiresAt when it stops working by itself; empty for never
/// @param lastUsedAt to about a minute
/// @param revokedAt set once
public record AdminKey(
        AdminKeyId id,
        String name,
        Set<AdminScope> scopes,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> revokedAt) {
    public AdminKey {
        scopes = Set.copyOf(scopes);
    }

    /// Who acts when somebody acts with this key.
    public Actor actor() {
        return id.equals(AdminKeyId.OF_PROCESS) ? Actor.COMMAND_LINE : Actor.adminKey(id.value());
    }

    public boolean may(AdminScope wanted) {
        return scopes.stream().anyMatch(scope -> scope.covers(wanted));
    }

    /// The first of these that it may not do; none if it may do them all.
    public Optional<AdminScope> lacks(Set<AdminScope> wanted) {
        return wanted.stream().sorted().filter(scope -> !may(scope)).findFirst();
    }

    /// The words of its scopes, in the order of the vocabulary.
    public List<String> scopeWords() {
        return scopes.stream().sorted().map(AdminScope::word).toList();
    }

    public boolean isExpired(Instant now) {
        return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
    }

    public boolean isGood(Instant now) {
        return revokedAt.isEmpty() && !isExpired(now);
    }
}
