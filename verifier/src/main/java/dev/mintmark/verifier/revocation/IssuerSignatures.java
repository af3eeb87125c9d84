package dev.mintmark.verifier.revocation;

import dev.mintmark.verifier.KeyLookup;
import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.VerificationKey;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.MalformedJson;
import dev.mintmark.verifier.jwt.CompactJws;
import dev.mintmark.verifier.jwt.JoseHeader;
import dev.mintmark.verifier.jwt.MalformedJws;
import dev.mintmark.verifier.revocation.SignedReading.Genuine;
import dev.mintmark.verifier.revocation.SignedReading.Refused;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/// Reads what the issuer signs besides tokens, under the same keys: lists and frames. Nothing in
/// them is looked at before the signature has held.
final class IssuerSignatures {

    private final KeySource keys;
    private final Predicate<String> revokedKeys;

    /// @param revokedKeys by `kid`: what these have signed is not believed, whoever still offers
    ///   them
    IssuerSignatures(KeySource keys, Predicate<String> revokedKeys) {
        this.keys = keys;
        this.revokedKeys = revokedKeys;
    }

    /// @param type the `typ` it has to have, so that no other kind of token can pass for it
    SignedReading read(String text, String type, int mostCharacters, JsonLimits limits) {
        CompactJws token = CompactJws.split(text, mostCharacters);
        if (token == null) {
            return new Refused(Ignored.MALFORMED, "not a signed token, or too long");
        }
        JoseHeader header;
        try {
            header = JoseHeader.of(token);
        } catch (MalformedJws e) {
            return new Refused(Ignored.MALFORMED, e.rule());
        }
        if (!header.isOfType(type)) {
            return new Refused(Ignored.WRONG_TYPE, "typ is not " + type);
        }
        Algorithm algorithm = Algorithm.named(header.alg()).orElse(null);
        if (algorithm == null || algorithm.isSymmetric()) {
            return new Refused(Ignored.ALG_NOT_ALLOWED, "alg is not that of a key pair");
        }
        KeyLookup lookup = lookup(header.kid(), algorithm);
        if (lookup instanceof KeyLookup.Found found) {
            return read(token, algorithm, found.keys(), limits);
        }
        return lookup instanceof KeyLookup.Unavailable
                ? new Refused(Ignored.KEYS_UNAVAILABLE, "the issuer's keys cannot be had")
                : new Refused(Ignored.UNKNOWN_KEY, "the issuer has no key of that kid");
    }

    private KeyLookup lookup(@Nullable String kid, Algorithm algorithm) {
        try {
            return keys.lookup(kid, algorithm);
        } catch (RuntimeException broken) {
            return new KeyLookup.Unavailable(Duration.ZERO);
        }
    }

    private SignedReading read(
            CompactJws token,
            Algorithm algorithm,
            List<VerificationKey> candidates,
            JsonLimits limits) {
        byte[] signature = token.signature();
        byte[] payload = token.payload();
        if (signature == null || payload == null) {
            return new Refused(Ignored.MALFORMED, "a segment is not canonical base64url");
        }
        for (VerificationKey key : candidates) {
            if (key.algorithm() == algorithm
                    && key.verifies(token.ascii(), 0, token.signingInputLength(), signature)) {
                return key.kid().filter(revokedKeys).isPresent()
                        ? new Refused(Ignored.REVOKED_KEY, "signed by a key that was revoked")
                        : read(payload, limits);
            }
        }
        return new Refused(Ignored.BAD_SIGNATURE, "the signature does not fit");
    }

    private static SignedReading read(byte[] signedPayload, JsonLimits limits) {
        try {
            return JsonReader.read(signedPayload, limits) instanceof JsonObject claims
                    ? new Genuine(claims)
                    : new Refused(Ignored.MALFORMED, "the payload is not an object");
        } catch (MalformedJson e) {
            return new Refused(Ignored.MALFORMED, "payload: " + e.getMessage());
        }
    }
}
