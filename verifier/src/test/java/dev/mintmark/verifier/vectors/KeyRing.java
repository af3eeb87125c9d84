package dev.mintmark.verifier.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.json.JsonArray;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.JsonValue;
import dev.mintmark.verifier.json.JsonWriter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The test keys by name. Those in the file stay as they are; missing ones are made and added.
final class KeyRing {

    private static final String ABOUT =
            "TEST KEYS. Their private halves are published here: whoever trusts one of them trusts"
                    + " everybody. The generator of the vectors signs with them.";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Map<String, JsonObject> keys = new LinkedHashMap<>();

    KeyRing(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            for (JsonValue key : ((JsonArray) Json.read(file).member("keys")).items()) {
                var jwk = (JsonObject) key;
                keys.put(jwk.string("kid").orElseThrow(), jwk);
            }
        }
    }

    TestKey named(String name) {
        return new TestKey(keys.computeIfAbsent(name, KeyRing::make));
    }

    /// The key that vectors for this algorithm are signed with unless they say otherwise.
    TestKey forAlgorithm(String alg) {
        return switch (alg) {
            case "RS256", "RS384", "RS512", "PS256", "PS384", "PS512" -> named("rsa");
            case "EdDSA", "Ed25519" -> named("ed25519");
            case "ES256",
                    "ES384",
                    "ES512",
                    "HS256",
                    "HS384",
                    "HS512",
                    "ML-DSA-44",
                    "ML-DSA-65",
                    "ML-DSA-87" ->
                    named(alg.toLowerCase(java.util.Locale.ROOT));
            default -> throw new IllegalArgumentException(alg);
        };
    }

    void write() {
        String lines =
                keys.values().stream()
                        .map(jwk -> "    " + new JsonWriter().value(jwk))
                        .collect(Collectors.joining(",\n"));
        String text =
                "{\n  \"about\": "
                        + Json.quoted(ABOUT)
                        + ",\n  \"keys\": [\n"
                        + lines
                        + "\n  ]\n}\n";
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject make(String name) {
        try {
            return switch (name) {
                case "es256", "es256-other" -> ec(name, "P-256", "secp256r1", 32);
                case "es384", "es384-other" -> ec(name, "P-384", "secp384r1", 48);
                case "es512", "es512-other" -> ec(name, "P-521", "secp521r1", 66);
                case "ed25519", "ed25519-other" -> edwards(name, "Ed25519");
                case "ed448" -> edwards(name, "Ed448");
                case "ml-dsa-44", "ml-dsa-44-other" -> mlDsa(name, "ML-DSA-44");
                case "ml-dsa-65", "ml-dsa-65-other" -> mlDsa(name, "ML-DSA-65");
                case "ml-dsa-87", "ml-dsa-87-other" -> mlDsa(name, "ML-DSA-87");
                case "hs256", "hs256-other" -> secret(name, 32);
                case "hs384", "hs384-other" -> secret(name, 48);
                case "hs512", "hs512-other" -> secret(name, 64);
                case "rsa", "rsa-other" -> rsa(name, 2048, 2, BigInteger.valueOf(65537));
                case "rsa-1024" -> rsa(name, 1024, 2, BigInteger.valueOf(65537));
                case "rsa-2047" -> rsa(name, 2047, 2, BigInteger.valueOf(65537));
                case "rsa-3072" -> rsa(name, 3072, 2, BigInteger.valueOf(65537));
                case "rsa-4096" -> rsa(name, 4096, 2, BigInteger.valueOf(65537));
                // Many small primes: quick to find, and a verifier cannot tell.
                case "rsa-8192" -> rsa(name, 8192, 8, BigInteger.valueOf(65537));
                case "rsa-8200" -> rsa(name, 8200, 8, BigInteger.valueOf(65537));
                case "rsa-e3" -> rsa(name, 2048, 2, BigInteger.valueOf(3));
                case "rsa-e65bits" -> rsa(name, 2048, 2, new BigInteger("20000000000000003", 16));
                default -> throw new IllegalArgumentException("no such test key: " + name);
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonObject ec(String name, String crv, String jcaName, int size)
            throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(jcaName));
        var pair = generator.generateKeyPair();
        var point = ((ECPublicKey) pair.getPublic()).getW();
        return jwk(
                "kty",
                "EC",
                "kid",
                name,
                "crv",
                crv,
                "x",
                Numbers.encoded(point.getAffineX(), size),
                "y",
                Numbers.encoded(point.getAffineY(), size),
                "d",
                Numbers.encoded(((ECPrivateKey) pair.getPrivate()).getS(), size));
    }

    private static JsonObject edwards(String name, String crv) throws GeneralSecurityException {
        var pair = KeyPairGenerator.getInstance(crv).generateKeyPair();
        byte[] der = pair.getPublic().getEncoded();
        byte[] secret = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
        return jwk(
                "kty",
                "OKP",
                "kid",
                name,
                "crv",
                crv,
                "x",
                Base64Url.encode(Arrays.copyOfRange(der, der.length - secret.length, der.length)),
                "d",
                Base64Url.encode(secret));
    }

    /// Takes Java 24, as signing with it does.
    private static JsonObject mlDsa(String name, String alg) throws GeneralSecurityException {
        var seed = new byte[32];
        RANDOM.nextBytes(seed);
        byte[] der = TestKey.mlDsaPair(alg, seed).getPublic().getEncoded();
        int size = Map.of("ML-DSA-44", 1312, "ML-DSA-65", 1952, "ML-DSA-87", 2592).get(alg);
        byte[] pub = Arrays.copyOfRange(der, der.length - size, der.length);
        return jwk(
                "kty",
                "AKP",
                "kid",
                name,
                "alg",
                alg,
                "pub",
                Base64Url.encode(pub),
                "priv",
                Base64Url.encode(seed));
    }

    private static JsonObject secret(String name, int size) {
        var bytes = new byte[size];
        RANDOM.nextBytes(bytes);
        return jwk("kty", "oct", "kid", name, "k", Base64Url.encode(bytes));
    }

    private static JsonObject rsa(String name, int bits, int primes, BigInteger e) {
        while (true) {
            var n = BigInteger.ONE;
            var phi = BigInteger.ONE;
            for (int i = 0; i < primes; i++) {
                // The last prime makes up for what the others lack.
                int size = i == primes - 1 ? bits - n.bitLength() + 1 : bits / primes;
                var prime = BigInteger.probablePrime(size, RANDOM);
                n = n.multiply(prime);
                phi = phi.multiply(prime.subtract(BigInteger.ONE));
            }
            if (n.bitLength() == bits && phi.gcd(e).equals(BigInteger.ONE)) {
                return jwk(
                        "kty", "RSA",
                        "kid", name,
                        "n", Numbers.encoded(n),
                        "e", Numbers.encoded(e),
                        "d", Numbers.encoded(e.modInverse(phi)));
            }
        }
    }

    private static JsonObject jwk(String... namesAndValues) {
        var members = new LinkedHashMap<String, JsonValue>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put(namesAndValues[i], new JsonString(namesAndValues[i + 1]));
        }
        return new JsonObject(members);
    }
}
