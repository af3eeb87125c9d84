package dev.mintmark.verifier.jose;

import dev.mintmark.verifier.json.JsonWriter;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes public keys as JSON Web Keys (RFC 7517). What is written is a list of allowed members per
/// family, so no private member can get out, not even of a kind that nobody has thought of yet.
public final class PublicJwk {

    private PublicJwk() {}

    /// One key of a key set: the members of the key, then `use`, `alg` and `kid`.
    public static void write(
            JsonWriter json, @Nullable String kid, Algorithm algorithm, PublicKey key) {
        json.beginObject();
        var members = keyMembers(key, algorithm);
        members.forEach(json::field);
        json.field("use", "sig");
        if (!members.containsKey("alg")) {
            json.field("alg", algorithm.wireName());
        }
        if (kid != null) {
            json.field("kid", kid);
        }
        json.endObject();
    }

    /// The members that make the key, ordered by name.
    static SortedMap<String, String> keyMembers(PublicKey key, Algorithm algorithm) {
        PublicKeys.requireFit(key, algorithm);
        var members = new TreeMap<String, String>();
        switch (algorithm.family()) {
            case RSA -> {
                var rsa = (RSAPublicKey) key;
                members.put("kty", "RSA");
                members.put("n", number(rsa.getModulus()));
                members.put("e", number(rsa.getPublicExponent()));
            }
            case EC -> {
                var curve = curveOf(algorithm);
                var point = ((ECPublicKey) key).getW();
                members.put("kty", "EC");
                members.put("crv", curve.jwkName());
                members.put("x", coordinate(point.getAffineX(), curve));
                members.put("y", coordinate(point.getAffineY(), curve));
            }
            case ED25519 -> {
                members.put("kty", "OKP");
                members.put("crv", "Ed25519");
                members.put("x", Base64Url.encode(PublicKeys.ed25519Bytes(key)));
            }
            case ML_DSA -> {
                // Its algorithm is part of what makes the key (RFC 9964 §3).
                members.put("kty", "AKP");
                members.put("alg", algorithm.wireName());
                members.put("pub", Base64Url.encode(PublicKeys.mlDsaBytes(key, algorithm)));
            }
            case SECRET -> throw new IllegalArgumentException("a secret is never written");
        }
        return members;
    }

    private static Curve curveOf(Algorithm algorithm) {
        Curve curve = algorithm.curve();
        if (curve == null) {
            throw new IllegalStateException(algorithm.wireName() + " has no curve");
        }
        return curve;
    }

    /// Without leading zero bytes (RFC 7518 §2, Base64urlUInt).
    private static String number(BigInteger value) {
        return Base64Url.encode(Curve.unsigned(value, (value.bitLength() + 7) / 8));
    }

    /// With them (RFC 7518 §6.2.1.2): the length is the curve's.
    private static String coordinate(BigInteger value, Curve curve) {
        return Base64Url.encode(Curve.unsigned(value, curve.coordinateBytes()));
    }
}
