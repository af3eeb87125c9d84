package dev.mintmark.server.key;

import java.time.Instant;
import java.util.Optional;

/// Something that is to be done about the keys.
sealed interface KeyStep {
    Mandate mandate();

    /// A new key is published.
    ///
    /// @param custody where its private half shall be; empty for the usual place
    /// @param due when it shall sign; empty for when its turn comes
    record Announce(KeySlot slot, Optional<Custody> custody, Optional<Instant> due, Mandate mandate)
            implements KeyStep {
        Announce(KeySlot slot, Optional<Instant> due, Mandate mandate) {
            this(slot, Optional.empty(), due, mandate);
        }
    }

    /// A new key signs from the first moment, known to nobody: for a slot that would be empty
    /// otherwise.
    record Begin(KeySlot slot, Mandate mandate) implements KeyStep {}

    /// A key that was made elsewhere is published.
    record Take(KeyRecord key, Mandate mandate) implements KeyStep {}

    /// A published key signs from now on, instead of the one that does.
    record Promote(KeyRecord key, Optional<KeyRecord> instead, Mandate mandate)
            implements KeyStep {}

    /// What is said about when an announced key shall sign.
    record Schedule(KeyRecord key, Instant due, Mandate mandate) implements KeyStep {}

    /// Nothing that the key signed can live any more.
    record Remove(KeyRecord key, Mandate mandate) implements KeyStep {}

    record Revoke(KeyRecord key, Mandate mandate) implements KeyStep {}
}
