package dev.mintmark.verifier;

import dev.mintmark.verifier.jose.Algorithm;

import org.jspecify.annotations.Nullable;

/// A header of the right type and with an algorithm that is allowed: all of it that is of use for
/// what follows.
record AcceptedHeader(Algorithm algorithm, @Nullable String kid) {}
