package dev.mintmark.server.device;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.JwkReader;
import dev.mintmark.verifier.jose.JwkReading;
import dev.mintmark.verifier.jose.VerificationKey;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonValue;
import dev.mintmark.verifier.json.MalformedJson;
import dev.mintmark.verifier.jwt.CompactJws;
import dev.mintmark.verifier.jwt.JoseHeader;
import dev.mintmark.verifier.jwt.MalformedJws;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// What a browser signs to show that it still has the key (DBSC, `dbsc+jwt`): read, but worth
/// nothing until [#isSignedBy] says so.
final class DeviceProof {
    static final List<Algorithm> ALGORITHMS = List.of(Algorithm.ES256, Algorithm.RS256);

    private static final String TYPE = "dbsc+jwt";
    private static final int LONGEST = 4 * 1024;

    private final CompactJws text;
    private final Algorithm algorithm;
    private final @Nullable JsonValue jwk;
    private final String challenge;
    private final byte[] signature;

    private DeviceProof(
            CompactJws text,
            Algorithm algorithm,
            @Nullable JsonValue jwk,
            String challenge,
            byte[] signature) {
        this.text = text;
        this.algorithm = algorithm;
        this.jwk = jwk;
        this.challenge = challenge;
        this.signature = signature;
    }

    /// Nothing when it is no such proof at all.
    static Optional<DeviceProof> read(String text) {
        var parts = CompactJws.split(text, LONGEST);
        if (parts == null) {
            return Optional.empty();
        }
        byte[] payload = parts.payload();
        byte[] signature = parts.signature();
        if (payload == null || signature == null) {
            return Optional.empty();
        }
        try {
            var header = JoseHeader.of(parts, JsonLimits.HEADER_WITH_KEY);
            var algorithm =
                    ALGORITHMS.stream()
                            .filter(one -> one.wireName().equals(header.alg()))
                            .findFirst();
            if (algorithm.isEmpty()
                    || !header.isOfType(TYPE)
                    || !(JsonReader.read(payload, JsonLimits.CLAIMS)
                            instanceof JsonObject claims)) {
                return Optional.empty();
            }
            return claims.string("jti")
                    .map(challenge ->
                            new DeviceProof(
                                    parts,
                                    algorithm.get(),
                                    header.members().member("jwk"),
                                    challenge,
                                    signature));
        } catch (MalformedJws | MalformedJson e) {
            return Optional.empty();
        }
    }

    String challenge() {
        return challenge;
    }

    boolean bringsKey() {
        return jwk != null;
    }

    /// The key that it brings along, where that is one to rely on.
    Optional<VerificationKey> key() {
        return jwk instanceof JsonObject members
                        && JwkReader.read(members, algorithm) instanceof JwkReading.Usable(var key)
                        && key.algorithm() == algorithm
                ? Optional.of(key)
                : Optional.empty();
    }

    /// A key that a stranger brought could be one that a provider chokes on.
    boolean isSignedBy(VerificationKey key) {
        try {
            return key.algorithm() == algorithm
                    && key.verifies(text.ascii(), 0, text.signingInputLength(), signature);
        } catch (RuntimeException unusable) {
            return false;
        }
    }
}
