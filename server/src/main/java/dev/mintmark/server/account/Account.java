package dev.mintmark.server.account;

import dev.mintmark.server.id.UserId;

import java.time.Instant;
import java.util.List;

/// A person who can sign in.
///
/// @param name what they type; unique regardless of case
/// @param roles copied into the `roles` claim of every access token (RFC 9068 section 2.2.3.1)
public record Account(
        UserId id, String name, List<String> roles, boolean disabled, Instant createdAt) {
    public Account {
        roles = List.copyOf(roles);
    }
}
