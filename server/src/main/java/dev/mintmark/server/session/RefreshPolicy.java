package dev.mintmark.server.session;

import java.time.Duration;

/// How long refresh tokens live.
///
/// @param idle without a refresh for this long, a family is over
/// @param absolute a family is over this long after sign-in, whatever happens
/// @param successorWindow for this long after a token was replaced, and while its replacement is
///   unused, it gets that same replacement again
public record RefreshPolicy(Duration idle, Duration absolute, Duration successorWindow) {}
