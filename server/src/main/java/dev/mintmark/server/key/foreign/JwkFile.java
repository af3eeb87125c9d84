package dev.mintmark.server.key.foreign;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.JwkReader;
import dev.mintmark.verifier.jose.JwkReading;
import dev.mintmark.verifier.jose.VerificationKey;
import dev.mintmark.verifier.json.JsonArray;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.JsonValue;
import dev.mintmark.verifier.json.MalformedJson;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A JWK or a JWK Set (RFC 7517), private members included. The public half is read as strictly as
/// the verifier reads it.
final class JwkFile {
    private static final int MOST_KEYS = 32;
    private static final Set<String> NOT_PUBLIC =
            Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "key_ops");

    private JwkFile() {}

    static List<ForeignKey> read(String text, Optional<Algorithm> rsaAlgorithm) throws Unfit {
        var document = object(text);
        if (!(document.member("keys") instanceof JsonArray(var items))) {
            return List.of(read(document, rsaAlgorithm));
        }
        if (items.isEmpty() || items.size() > MOST_KEYS) {
            throw new Unfit("A key set to be imported has 1 to 32 keys.");
        }
        var keys = new ArrayList<ForeignKey>();
        for (var item : items) {
            if (!(item instanceof JsonObject jwk)) {
                throw new Unfit("A member of this key set is not an object.");
            }
            keys.add(read(jwk, rsaAlgorithm));
        }
        return keys;
    }

    private static JsonObject object(String text) throws Unfit {
        try {
            if (JsonReader.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.DOCUMENT)
                    instanceof JsonObject object) {
                return object;
            }
        } catch (MalformedJson e) {
            throw new Unfit("This is not well-formed JSON.");
        }
        throw new Unfit("A JWK is a JSON object.");
    }

    private static ForeignKey read(JsonObject jwk, Optional<Algorithm> rsaAlgorithm) throws Unfit {
        if (jwk.has("k") || jwk.string("kty").filter("oct"::equals).isPresent()) {
            throw new Unfit(
                    "A shared secret is no signing key for others to verify: whoever verifies with"
                            + " it could forge.");
        }
        if (jwk.has("priv")) {
            throw new Unfit(
                    "A private ML-DSA key is not taken: `keys generate --alg ML-DSA-65` makes one.");
        }
        requireStrongNumbers(jwk);
        var publicKey = publicHalf(jwk, rsaAlgorithm);
        var key =
                publicKey
                        .publicKey()
                        .orElseThrow(() -> new IllegalStateException("it was read as public"));
        var privateKey =
                jwk.has("d")
                        ? Optional.of(PrivateJwk.read(jwk, key))
                        : Optional.<PrivateKey>empty();
        return Fitness.check(publicKey.kid(), publicKey.algorithm(), key, privateKey);
    }

    private static VerificationKey publicHalf(JsonObject jwk, Optional<Algorithm> rsaAlgorithm)
            throws Unfit {
        Map<String, JsonValue> members = new LinkedHashMap<>(jwk.members());
        members.keySet().removeAll(NOT_PUBLIC);
        var reading = JwkReader.read(new JsonObject(members), rsaAlgorithm.orElse(Algorithm.RS256));
        return switch (reading) {
            case JwkReading.Usable(var key) -> key;
            case JwkReading.Skipped(var reason) ->
                    throw new Unfit("This JWK cannot be used: %s.".formatted(reason));
        };
    }

    /// Before the platform, which refuses weak numbers without saying why.
    private static void requireStrongNumbers(JsonObject jwk) throws Unfit {
        if (jwk.member("n") instanceof JsonString(var n)
                && jwk.member("e") instanceof JsonString(var e)) {
            RsaStrength.require(PrivateJwk.number(n), PrivateJwk.number(e));
        }
    }
}
