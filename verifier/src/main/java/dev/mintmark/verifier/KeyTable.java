package dev.mintmark.verifier;

import static java.util.stream.Collectors.groupingBy;

import dev.mintmark.verifier.KeyLookup.Found;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.VerificationKey;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One key set, arranged so that each look-up is one map access and makes nothing.
final class KeyTable {

    private final List<VerificationKey> keys;
    private final Map<String, Found> named;
    private final Map<Algorithm, Found> nameless;
    private final Map<Algorithm, Found> all;

    KeyTable(List<VerificationKey> keys) {
        this.keys = List.copyOf(keys);
        named =
                answers(
                        keys.stream()
                                .filter(key -> key.kid().isPresent())
                                .collect(groupingBy(key -> key.kid().orElseThrow())));
        nameless =
                answers(
                        keys.stream()
                                .filter(key -> key.kid().isEmpty())
                                .collect(groupingBy(VerificationKey::algorithm)));
        all = answers(keys.stream().collect(groupingBy(VerificationKey::algorithm)));
    }

    /// A table of the keys that were fetched since. A key that is in both stays the same object, so
    /// that its engines stay warm and whoever remembers it can tell by identity that it is still
    /// there.
    KeyTable followedBy(List<VerificationKey> fetched) {
        return new KeyTable(fetched.stream().map(this::knownOr).toList());
    }

    private VerificationKey knownOr(VerificationKey fetched) {
        return keys.stream().filter(fetched::isSameAs).findFirst().orElse(fetched);
    }

    /// A `kid` that no key has can still mean a key that has no name. A token without `kid` can
    /// mean any key of its algorithm.
    @Nullable Found find(@Nullable String kid, Algorithm algorithm) {
        if (kid == null) {
            return all.get(algorithm);
        }
        Found found = named.get(kid);
        return found == null ? nameless.get(algorithm) : found;
    }

    /// More candidates than may be tried are as good as none.
    private static <K> Map<K, Found> answers(Map<K, List<VerificationKey>> groups) {
        var answers = new HashMap<K, Found>();
        groups.forEach((key, group) -> {
            if (group.size() <= Found.MOST_KEYS) {
                answers.put(key, new Found(group));
            }
        });
        return answers;
    }
}
