package dev.mintmark.verifier.dpop;

import java.time.Instant;

/// Remembers which proofs were used, so that none is used twice.
///
/// A store of one process cannot know what was used at another. Where a service runs more than once
/// and that matters, implement this over something that all of them reach, and let it note and ask
/// in one step: of two uses at the same time exactly one is the first.
@FunctionalInterface
public interface ReplayStore {

    /// What is known about a proof.
    enum Use {
        FIRST,
        REPEATED,
        /// Nobody can tell: it is older than what there is room to remember, or the store is out of
        /// reach. The proof is refused, and its sender is asked for a new one with a nonce.
        UNKNOWN
    }

    /// Notes that a proof is being used. What this throws counts as [Use#UNKNOWN].
    ///
    /// @param fingerprint 43 characters of base64url: a hash of the key, the address and the
    ///   proof's own id
    /// @param until when the proof is too old to be used anyhow and can be forgotten; the same
    ///   instant for each use of one proof, and at most two minutes ahead
    Use use(String fingerprint, Instant now, Instant until);

    /// In this process, for up to 100,000 proofs at a time: some 1,400 requests a second. They take
    /// up to 15 MB. Where more come, each is remembered and good for a shorter time.
    static ReplayStore inMemory() {
        return inMemory(100_000);
    }

    /// In this process.
    ///
    /// @param mostProofs remembered at one time; a proof is remembered for 70 to 75 seconds unless
    ///   there are more
    static ReplayStore inMemory(int mostProofs) {
        return new ProofMemory(mostProofs);
    }
}
