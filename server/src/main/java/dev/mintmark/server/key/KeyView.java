package dev.mintmark.server.key;

import dev.mintmark.server.id.KeyId;
import dev.mintmark.verifier.KeyLookup;
import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.VerificationKey;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All keys of one version, opened. Never changes.
record KeyView(
        long version,
        List<KeyRecord> records,
        Map<KeySlot, SigningKey> signing,
        Map<KeyId, OpenedKey> published,
        JwksDocument document,
        KeySource source) {

    /// @param before an earlier view; what it has opened need not be opened again
    /// @throws KeyDoesNotOpen for the first key that does not
    static KeyView of(KeyShelf shelf, @Nullable KeyView before, KeyOpener opener) {
        var signing = new HashMap<KeySlot, SigningKey>();
        var published = new HashMap<KeyId, OpenedKey>();
        var listed = new ArrayList<PublishedKey>();
        var verifying = new ArrayList<VerificationKey>();
        for (var key : shelf.keys()) {
            if (!key.state().isPublished()) {
                continue;
            }
            var known = before == null ? null : before.published.get(key.kid());
            var opened = known == null ? opener.open(key) : known;
            published.put(key.kid(), opened);
            listed.add(opened.published());
            verifying.add(opened.verifying());
            if (key.isIn(KeyState.SIGNING)) {
                signing.put(key.slot(), signing(key, before, opened));
            }
        }
        return new KeyView(
                shelf.version(),
                shelf.keys(),
                Map.copyOf(signing),
                Map.copyOf(published),
                JwksDocument.of(listed),
                source(verifying));
    }

    /// Keeps the engines that are warm.
    private static SigningKey signing(KeyRecord key, @Nullable KeyView before, OpenedKey opened) {
        var same = before == null ? null : before.signing.get(key.slot());
        return same != null && same.kid().equals(key.kid()) ? same : opened.signing();
    }

    private static KeySource source(List<VerificationKey> keys) {
        return keys.isEmpty()
                ? KeyView::nothing
                : KeySource.of(
                        keys.getFirst(),
                        keys.subList(1, keys.size()).toArray(new VerificationKey[0]));
    }

    private static KeyLookup nothing(@Nullable String kid, Algorithm algorithm) {
        return new KeyLookup.NoSuchKey();
    }
}
