package dev.mintmark.verifier;

import dev.mintmark.verifier.jose.VerificationKey;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// What a [KeySource] says about a token's key.
public sealed interface KeyLookup {

    /// Keys that may have made the signature.
    ///
    /// @param keys one to four: each costs a signature check, and the token's sender must not
    ///   decide how many
    record Found(List<VerificationKey> keys) implements KeyLookup {

        public static final int MOST_KEYS = 4;

        public Found {
            keys = List.copyOf(keys);
            if (keys.isEmpty() || keys.size() > MOST_KEYS) {
                throw new IllegalArgumentException("one to four keys can be tried for a token");
            }
        }
    }

    /// The issuer has no such key, as far as a current key set tells.
    record NoSuchKey() implements KeyLookup {}

    /// The key set is out of reach or too old to be relied on.
    record Unavailable(Duration retryAfter) implements KeyLookup {

        public Unavailable {
            Objects.requireNonNull(retryAfter);
        }
    }
}
