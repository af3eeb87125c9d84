package dev.mintmark.server.key;

import java.time.Instant;

/// What tells whether the keys have to be read again.
public record KeyGlance(long version, Instant now) {}
