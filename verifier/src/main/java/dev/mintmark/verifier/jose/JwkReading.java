package dev.mintmark.verifier.jose;

/// What became of one entry of a key set.
public sealed interface JwkReading {

    record Usable(VerificationKey key) implements JwkReading {}

    /// Not for us: of a kind we do not know, meant for something else, or unfit. One such entry
    /// does not spoil the set (RFC 7517 §5).
    ///
    /// @param reason for the operator; holds nothing of the key
    record Skipped(String reason) implements JwkReading {}
}
