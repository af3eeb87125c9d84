package dev.mintmark.verifier.jose;

import dev.mintmark.verifier.json.JsonArray;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonString;

import org.jspecify.annotations.Nullable;

import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads one JSON Web Key as a verification key (RFC 7517, RFC 7518 §6, RFC 8037, RFC 9964).
public final class JwkReader {

    /// Members that only a private or a secret key has. Where one is published the key is lost, and
    /// what it signs proves nothing any more.
    private static final List<String> PRIVATE_MEMBERS =
            List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv");

    private static final int LONGEST_KID = 128;

    private JwkReader() {}

    /// @param rsaAlgorithm what an RSA key without `alg` is for. Nothing in such a key says, and
    ///   the token must not; without an answer from configuration the key is skipped.
    public static JwkReading read(JsonObject jwk, @Nullable Algorithm rsaAlgorithm) {
        try {
            return new JwkReading.Usable(key(jwk, rsaAlgorithm));
        } catch (IllegalArgumentException unfit) {
            return new JwkReading.Skipped(String.valueOf(unfit.getMessage()));
        }
    }

    private static VerificationKey key(JsonObject jwk, @Nullable Algorithm rsaAlgorithm) {
        if (PRIVATE_MEMBERS.stream().anyMatch(jwk::has)) {
            throw new IllegalArgumentException("it carries private or secret members");
        }
        requireForSignatures(jwk);
        String kid = optionalText(jwk, "kid");
        if (kid != null && kid.length() > LONGEST_KID) {
            throw new IllegalArgumentException("its kid is too long");
        }
        String kty = text(jwk, "kty");
        return switch (kty) {
            case "RSA" -> rsa(jwk, kid, rsaAlgorithm);
            case "EC" -> ec(jwk, kid);
            case "OKP" -> okp(jwk, kid);
            case "AKP" -> akp(jwk, kid);
            default ->
                    throw new IllegalArgumentException(
                            "its kty is not one of RSA, EC, OKP and AKP");
        };
    }

    private static VerificationKey rsa(
            JsonObject jwk, @Nullable String kid, @Nullable Algorithm rsaAlgorithm) {
        Algorithm algorithm = algorithm(jwk).orElse(rsaAlgorithm);
        if (algorithm == null) {
            throw new IllegalArgumentException("it is an RSA key and does not say for which alg");
        }
        PublicKey key = PublicKeys.rsa(bytes(jwk, "n"), bytes(jwk, "e"));
        return VerificationKey.of(kid, algorithm, key);
    }

    private static VerificationKey ec(JsonObject jwk, @Nullable String kid) {
        String crv = text(jwk, "crv");
        Algorithm ofCurve =
                Arrays.stream(Algorithm.values())
                        .filter(each -> each.curve() != null && each.curve().jwkName().equals(crv))
                        .findAny()
                        .orElseThrow(() -> new IllegalArgumentException("its curve is unknown"));
        Curve curve = ofCurve.curve();
        byte[] x = bytes(jwk, "x");
        byte[] y = bytes(jwk, "y");
        if (curve == null
                || x.length != curve.coordinateBytes()
                || y.length != curve.coordinateBytes()) {
            throw new IllegalArgumentException("its coordinates do not have the curve's length");
        }
        return VerificationKey.of(kid, algorithm(jwk).orElse(ofCurve), PublicKeys.ec(curve, x, y));
    }

    private static VerificationKey okp(JsonObject jwk, @Nullable String kid) {
        if (!text(jwk, "crv").equals("Ed25519")) {
            throw new IllegalArgumentException("its curve is unknown");
        }
        String alg = optionalText(jwk, "alg");
        Algorithm algorithm =
                alg == null || alg.equals(Algorithm.LEGACY_EDDSA)
                        ? Algorithm.ED25519
                        : algorithm(jwk).orElseThrow();
        return VerificationKey.of(kid, algorithm, PublicKeys.ed25519(bytes(jwk, "x")));
    }

    private static VerificationKey akp(JsonObject jwk, @Nullable String kid) {
        Algorithm algorithm =
                algorithm(jwk)
                        .orElseThrow(() -> new IllegalArgumentException("it does not say its alg"));
        MlDsaSet set = algorithm.parameterSet();
        if (set == null) {
            throw new IllegalArgumentException("its kty is not that of its alg");
        }
        return VerificationKey.of(kid, algorithm, PublicKeys.mlDsa(set, bytes(jwk, "pub")));
    }

    private static void requireForSignatures(JsonObject jwk) {
        String use = optionalText(jwk, "use");
        if (use != null && !use.equals("sig")) {
            throw new IllegalArgumentException("its use is not sig");
        }
        var operations = jwk.member("key_ops");
        if (operations != null
                && !(operations instanceof JsonArray array
                        && array.items().contains(new JsonString("verify")))) {
            throw new IllegalArgumentException("its key_ops do not include verify");
        }
    }

    private static Optional<Algorithm> algorithm(JsonObject jwk) {
        String alg = optionalText(jwk, "alg");
        if (alg == null) {
            return Optional.empty();
        }
        var algorithm = Algorithm.named(alg);
        if (algorithm.isEmpty()) {
            throw new IllegalArgumentException("its alg is unknown");
        }
        return algorithm;
    }

    private static byte[] bytes(JsonObject jwk, String name) {
        byte[] decoded = Base64Url.decode(text(jwk, name));
        if (decoded == null || decoded.length == 0) {
            throw new IllegalArgumentException("its " + name + " is not canonical base64url");
        }
        return decoded;
    }

    private static String text(JsonObject jwk, String name) {
        String value = optionalText(jwk, name);
        if (value == null) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return value;
    }

    private static @Nullable String optionalText(JsonObject jwk, String name) {
        var value = jwk.member(name);
        if (value == null) {
            return null;
        }
        if (value instanceof JsonString string) {
            return string.value();
        }
        throw new IllegalArgumentException("its " + name + " is not a string");
    }
}
