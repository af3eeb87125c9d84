package dev.mintmark.fuzz;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.JwkSet;
import dev.mintmark.verifier.jose.PublicJwk;
import dev.mintmark.verifier.jose.VerificationKey;
import dev.mintmark.verifier.json.JsonWriter;

import java.util.List;

/// Key sets: what is taken can be written and read again, and its keys refuse a signature that
/// nobody made, whatever its length.
public final class KeySetTarget {

    /// A large set has many keys, and trying each would be all that happens.
    private static final int KEYS_TRIED = 4;

    private static final byte[] TEXT = {'a', '.', 'b'};
    private static final int[] LENGTHS = {0, 1, 64, 96, 132, 256};

    private KeySetTarget() {}

    public static void fuzzerTestOneInput(byte[] data) throws Exception {
        // What a key's own arithmetic costs depends on its size, which the reader limits.
        Bounded.run(data.length, () -> read(data));
        read(data).stream().limit(KEYS_TRIED).forEach(KeySetTarget::tryKey);
    }

    private static List<VerificationKey> read(byte[] data) {
        try {
            return JwkSet.parse(data, Algorithm.RS256).keys();
        } catch (IllegalArgumentException refused) {
            Bounded.require(refused.getMessage() != null, "refused without a reason");
            return List.of();
        }
    }

    private static void tryKey(VerificationKey key) {
        for (int length : LENGTHS) {
            Bounded.require(
                    !key.verifies(TEXT, 0, TEXT.length, new byte[length]),
                    "takes zeros for a signature");
        }
        var json = new JsonWriter().beginObject().name("keys").beginArray();
        PublicJwk.write(
                json, key.kid().orElse(null), key.algorithm(), key.publicKey().orElseThrow());
        JwkSet again = JwkSet.parse(json.endArray().endObject().toBytes(), null);
        Bounded.require(
                again.keys().size() == 1
                        && again.keys().get(0).publicKey().equals(key.publicKey())
                        && again.keys().get(0).algorithm() == key.algorithm(),
                "a key changed by writing and reading it");
    }
}
