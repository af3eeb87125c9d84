package dev.mintmark.server.key;

import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.verifier.KeyLookup;
import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.jose.Algorithm;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// The keys as this node sees them: one signs per slot, all published ones verify. Reading it takes
/// no lock and no query.
///
/// Its view comes from the database and ages. A node that has not been able to look for longer than
/// the bound neither signs nor publishes: it could sign with a key that has been revoked meanwhile,
/// or publish a set without the key that others have begun to sign with.
public final class KeyRing {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final KeyOpener opener;
    private final LongSupplier nanoTime;
    private final long staleAfter;
    private volatile @Nullable Sight sight;

    /// @param at when it was known to be current, by `nanoTime`
    private record Sight(KeyView view, long at) {}

    /// @param nanoTime counts nanoseconds, as [System#nanoTime] does
    public KeyRing(KeyOpener opener, LongSupplier nanoTime, Duration staleAfter) {
        this.opener = opener;
        this.nanoTime = nanoTime;
        this.staleAfter = staleAfter.toNanos();
    }

    /// The key that signs in a slot.
    ///
    /// @throws Unavailable when there is none yet, or this node cannot know
    public SigningKey signing(KeySlot slot) {
        var key = current().signing().get(slot);
        if (key == null) {
            throw new Unavailable("no key signs " + slot + " yet", Duration.ofMinutes(1));
        }
        return key;
    }

    /// Shows that this node can sign wherever a key signs.
    ///
    /// @throws KeyDoesNotOpen for the first key it cannot sign with
    void prove() {
        current().signing().values().forEach(key -> key.signer().prove());
    }

    /// Whether this node could sign with a key now.
    boolean canSignWith(KeyRecord key) {
        try {
            opener.open(key).signing().signer().prove();
            return true;
        } catch (KeyDoesNotOpen e) {
            return false;
        }
    }

    public boolean signs(KeySlot slot) {
        return current().signing().containsKey(slot);
    }

    /// @throws Unavailable when this node cannot know
    public JwksDocument jwks() {
        return current().document();
    }

    /// A key that is published now.
    public Optional<PublishedKey> published(KeyId kid) {
        return Optional.ofNullable(current().published().get(kid)).map(OpenedKey::published);
    }

    /// The published keys, for the verifier that examines our own tokens. It sees each change.
    public KeySource keySource() {
        return new Published();
    }

    /// The keys of the version this node works with, at another time; empty if there is another
    /// version.
    Optional<KeyShelf> shelf(KeyGlance glance) {
        var seen = sight;
        return seen == null || seen.view.version() != glance.version()
                ? Optional.empty()
                : Optional.of(new KeyShelf(glance.version(), glance.now(), seen.view.records()));
    }

    /// To be taken before the database is asked.
    long mark() {
        return nanoTime.getAsLong();
    }

    /// Takes note that nothing has changed.
    ///
    /// @param mark from before the database was asked
    synchronized void confirm(long version, long mark) {
        var seen = sight;
        if (seen != null && seen.view.version() == version && mark - seen.at > 0) {
            sight = new Sight(seen.view, mark);
        }
    }

    /// Takes up a newer version. An older one changes nothing: two threads may have looked, and the
    /// slower one comes last.
    ///
    /// @throws KeyDoesNotOpen when a published key does not open
    synchronized void adopt(KeyShelf shelf, long mark) {
        var seen = sight;
        if (seen == null) {
            sight = new Sight(KeyView.of(shelf, null, opener), mark);
        } else if (seen.view.version() < shelf.version()) {
            sight = new Sight(KeyView.of(shelf, seen.view, opener), mark);
        } else {
            confirm(shelf.version(), mark);
        }
    }

    /// Since when each of the keys signs that do, by the name of what they sign. Empty when this
    /// node cannot know.
    public Map<String, Instant> signingSince() {
        var seen = sight;
        return seen == null
                ? Map.of()
                : seen.view.records().stream()
                        .filter(key -> key.isIn(KeyState.SIGNING))
                        .collect(
                                Collectors.toMap(
                                        key -> key.slot().algorithm().wireName(),
                                        KeyRecord::since,
                                        (one, other) -> one.isBefore(other) ? one : other));
    }

    private KeyView current() {
        var seen = sight;
        if (seen == null || nanoTime.getAsLong() - seen.at > staleAfter) {
            throw new Unavailable("the signing keys cannot be read", SOON);
        }
        return seen.view;
    }

    private final class Published implements KeySource {
        @Override
        public KeyLookup lookup(@Nullable String kid, Algorithm algorithm) {
            try {
                return current().source().lookup(kid, algorithm);
            } catch (Unavailable e) {
                return new KeyLookup.Unavailable(e.retryAfter());
            }
        }
    }
}
