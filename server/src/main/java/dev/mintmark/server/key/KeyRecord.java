package dev.mintmark.server.key;

import dev.mintmark.server.id.KeyId;

import java.time.Instant;
import java.util.Optional;

/// A signing key at rest, and where it stands in its life.
///
/// @param since when it came into its state
/// @param due of an announced key: when it shall sign, if that was decided; else the schedule says.
///   Of a retiring key: when it leaves; a verify-only key without it stays until it is revoked
/// @param mandate on whose behalf it came into its state
/// @param publicKey DER of the SubjectPublicKeyInfo (RFC 5280)
/// @param sealed what proves that this authority put the key here, sealed under the name of its
///   `kid`: the private half, or what stands for it, by [Custody]. Empty once it can not be
///   published again
public record KeyRecord(
        KeyId kid,
        KeySlot slot,
        KeyState state,
        Instant since,
        Optional<Instant> due,
        Mandate mandate,
        Instant createdAt,
        Custody custody,
        byte[] publicKey,
        Optional<byte[]> sealed) {

    public KeyRecord {
        if (state.isPublished() != sealed.isPresent()) {
            throw new IllegalArgumentException(
                    "a key has something sealed for as long as it is published");
        }
        if (state.needsPrivateHalf() && !custody.canSign()) {
            throw new IllegalArgumentException("a key without a private half never signs");
        }
    }

    boolean isIn(KeyState wanted) {
        return state == wanted;
    }

    /// The same key one step further. Once nothing can bring it back, its private half goes.
    KeyRecord moved(KeyState to, Instant now, Optional<Instant> nextDue, Mandate by) {
        return new KeyRecord(
                kid,
                slot,
                to,
                now,
                nextDue,
                by,
                createdAt,
                custody,
                publicKey,
                to.isPublished() ? sealed : Optional.empty());
    }

    /// The same key in the same state, to sign from then on.
    KeyRecord scheduled(Instant from, Mandate by) {
        return new KeyRecord(
                kid,
                slot,
                state,
                since,
                Optional.of(from),
                by,
                createdAt,
                custody,
                publicKey,
                sealed);
    }

    /// The same key, sealed under another master key.
    public KeyRecord sealedAs(byte[] other) {
        return new KeyRecord(
                kid,
                slot,
                state,
                since,
                due,
                mandate,
                createdAt,
                custody,
                publicKey,
                Optional.of(other));
    }

    @Override
    public String toString() {
        return "KeyRecord[" + kid + ", " + slot + ", " + state.word() + "]";
    }
}
