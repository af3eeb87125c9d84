package dev.mintmark.verifier.jose;

import dev.mintmark.verifier.json.JsonArray;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.MalformedJson;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The keys of one issuer that we can use, and why the others were left out.
public record JwkSet(List<VerificationKey> keys, List<String> skipped) {

    public JwkSet {
        keys = List.copyOf(keys);
        skipped = List.copyOf(skipped);
    }

    /// Reads a JWK Set document (RFC 7517 §5). A text that is no such document is refused with an
    /// `IllegalArgumentException`; entries that we cannot use are left out.
    ///
    /// @param rsaAlgorithm what RSA keys without `alg` are for, null to leave them out
    public static JwkSet parse(byte[] utf8, @Nullable Algorithm rsaAlgorithm) {
        try {
            if (JsonReader.read(utf8, JsonLimits.DOCUMENT) instanceof JsonObject document
                    && document.member("keys") instanceof JsonArray entries) {
                return read(entries, rsaAlgorithm);
            }
        } catch (MalformedJson e) {
            throw new IllegalArgumentException("the key set is not JSON: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("a key set is an object with an array \"keys\"");
    }

    private static JwkSet read(JsonArray entries, @Nullable Algorithm rsaAlgorithm) {
        var keys = new ArrayList<VerificationKey>();
        var skipped = new ArrayList<String>();
        for (int i = 0; i < entries.items().size(); i++) {
            JwkReading reading =
                    entries.items().get(i) instanceof JsonObject jwk
                            ? JwkReader.read(jwk, rsaAlgorithm)
                            : new JwkReading.Skipped("it is not an object");
            if (reading instanceof JwkReading.Usable usable) {
                keys.add(usable.key());
            } else if (reading instanceof JwkReading.Skipped other) {
                skipped.add("key " + (i + 1) + ": " + other.reason());
            }
        }
        return new JwkSet(keys, skipped);
    }
}
