package dev.mintmark.verifier;

import java.time.Duration;
import java.util.Objects;

/// What is known to be dead before its time. Asked for every token after everything else about it
/// proved right, those seen before included, so it has to be fast and must never wait.
public interface RevocationSource extends AutoCloseable {

    /// Knows of nothing: every token lives until it expires.
    RevocationSource NONE = token -> Standing.GOOD;

    /// Whether the token these handles belong to still counts.
    Standing standing(TokenHandles token);

    /// Ends whatever the source runs in the background.
    @Override
    default void close() {}

    /// What a source says of one token.
    sealed interface Standing {

        /// Not revoked, as far as is known, and what is known is recent enough.
        Standing GOOD = new Good();

        record Good() implements Standing {}

        /// Dead.
        ///
        /// @param detail for the operator; never holds any part of the token
        record Revoked(String detail) implements Standing {

            public Revoked {
                Objects.requireNonNull(detail);
            }
        }

        /// What is known is too old to say, and the policy is not to guess.
        record Stale(Duration retryAfter) implements Standing {

            public Stale {
                Objects.requireNonNull(retryAfter);
            }
        }
    }
}
