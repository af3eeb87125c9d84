package dev.mintmark.verifier.dpop;

import dev.mintmark.verifier.Verdict;

import java.util.Objects;

/// Whether a request showed that its sender holds a key.
public sealed interface Possession {

    /// @param thumbprint of the key (RFC 7638), as it goes into a token's `cnf.jkt`
    record Shown(String thumbprint) implements Possession {

        public Shown {
            Objects.requireNonNull(thumbprint);
        }
    }

    record NotShown(Verdict.Refused refusal) implements Possession {

        public NotShown {
            Objects.requireNonNull(refusal);
        }
    }
}
