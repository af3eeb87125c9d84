package dev.mintmark.server.key;

import dev.mintmark.server.id.KeyId;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// All keys as they were at one moment.
///
/// @param version goes up with each change of any key
/// @param now the database's time, read before the keys were
/// @param keys every key there ever was, oldest first
public record KeyShelf(long version, Instant now, List<KeyRecord> keys) {
    public KeyShelf {
        keys = List.copyOf(keys);
    }

    Optional<KeyRecord> find(KeyId kid) {
        return keys.stream().filter(key -> key.kid().equals(kid)).findFirst();
    }

    Optional<KeyRecord> signing(KeySlot slot) {
        return in(slot, KeyState.SIGNING).stream().findFirst();
    }

    /// Those that may sign next, the one whose turn it is first: what somebody asked for goes
    /// before what only waits.
    List<KeyRecord> successors(KeySlot slot) {
        return in(slot, KeyState.ANNOUNCED).stream()
                .sorted(
                        Comparator.comparing((KeyRecord key) -> key.due().orElse(Instant.MAX))
                                .thenComparing(KeyRecord::since))
                .toList();
    }

    /// Which signed last before the one that signs now, if it could do so again.
    Optional<KeyRecord> previous(KeySlot slot) {
        return in(slot, KeyState.RETIRING).stream()
                .filter(key -> key.custody().canSign())
                .max(Comparator.comparing(KeyRecord::since));
    }

    /// Slots that a key fills, or is to fill.
    Set<KeySlot> filled() {
        return keys.stream()
                .filter(key -> key.state().needsPrivateHalf())
                .map(KeyRecord::slot)
                .collect(Collectors.toSet());
    }

    private List<KeyRecord> in(KeySlot slot, KeyState state) {
        return keys.stream().filter(key -> key.slot().equals(slot) && key.isIn(state)).toList();
    }
}
