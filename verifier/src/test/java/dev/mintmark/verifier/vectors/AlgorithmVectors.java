package dev.mintmark.verifier.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.jose.Base64Url;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Which algorithm may be used, and with which key.
final class AlgorithmVectors extends Theme {

    static final String[] ALL = {
        "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519",
        "HS256", "HS384", "HS512"
    };

    AlgorithmVectors(KeyRing ring) throws GeneralSecurityException {
        super(
                ring,
                "algorithm",
                "alg by allow-list, one algorithm per key, no public key as a secret.");
        none();
        names();
        allowList();
        oneAlgorithmPerKey();
        confusion();
    }

    private void none() {
        String rule = "R-009; RFC 8725 §3.1";
        for (String name : new String[] {"none", "None", "NONE", "nOnE", "noNE", "none "}) {
            add(
                            "none-" + (name.equals("none ") ? "and-space" : spelled(name)),
                            "An unsigned token is refused, alg spelled " + Json.quoted(name),
                            rule)
                    .token(aToken().header("alg", Json.quoted(name)).signingInput() + ".")
                    .refused("alg_not_allowed");
        }
        add("none-with-signature", "alg none is refused under a signature that would fit", rule)
                .token(aToken().header("alg", "\"none\""))
                .refused("alg_not_allowed");
        add("none-without-kid", "An unsigned token without kid is refused", rule)
                .token(aToken().header("alg", "\"none\"").withoutHeader("kid").signingInput() + ".")
                .refused("alg_not_allowed");
        add("none-for-secrets", "An unsigned token is refused where secrets are used", rule)
                .setUpFor("HS256")
                .token(aToken("HS256").header("alg", "\"none\"").signingInput() + ".")
                .refused("alg_not_allowed");
    }

    private void names() {
        String rule = "R-009; RFC 7515 §4.1.1";
        String[][] values = {
            {"absent", null},
            {"null", "null"},
            {"number", "256"},
            {"array", "[\"ES256\"]"},
            {"object", "{\"ES256\":true}"},
            {"boolean", "true"}
        };
        for (String[] value : values) {
            add("alg-" + value[0], "An alg that is no string is refused: " + value[0], rule)
                    .token(
                            value[1] == null
                                    ? aToken().withoutHeader("alg")
                                    : aToken().header("alg", value[1]))
                    .refused("malformed");
        }
        String[][] names = {
            {"empty", ""},
            {"lower-case", "es256"},
            {"trailing-space", "ES256 "},
            {"trailing-nul", "ES256\0"},
            {"fullwidth", "ＥＳ２５６"},
            {"turkish", "eſ256"},
            {"jca-name", "SHA256withECDSA"},
            {"es256k", "ES256K"},
            {"rs1", "RS1"},
            {"hs1", "HS1"},
            {"rsa-oaep", "RSA-OAEP"},
            {"dir", "dir"},
            {"ml-dsa", "ML-DSA-44"},
            {"unknown", "XX999"}
        };
        for (String[] name : names) {
            add(
                            "alg-name-" + name[0],
                            "A name that is not on the list is refused: " + spoken(name[0]),
                            rule)
                    .token(aToken().header("alg", Json.quoted(name[1])))
                    .refused("alg_not_allowed");
        }
        add("alg-name-ed448", "A valid Ed448 signature is not on the list", "R-009; RFC 9864 §2.2")
                .keys(key("ed448").published("ed448", "Ed448"), jwk("Ed25519"))
                .token(
                        aToken("Ed25519")
                                .header("alg", "\"Ed448\"")
                                .header("kid", "\"ed448\"")
                                .with(Signing.sign("Ed448", key("ed448"), ed448Input(), "")))
                .refused("alg_not_allowed");
    }

    private byte[] ed448Input() {
        return aToken("Ed25519")
                .header("alg", "\"Ed448\"")
                .header("kid", "\"ed448\"")
                .signingInput()
                .getBytes(UTF_8);
    }

    private void allowList() {
        String rule = "R-009; RFC 8725 §3.1";
        for (String alg : ALL) {
            if (alg.startsWith("HS")) {
                add(
                                "not-listed-" + spelled(alg),
                                "A good %s signature is refused where only key pairs are allowed"
                                        .formatted(alg),
                                rule)
                        .token(aToken(alg))
                        .refused("alg_not_allowed");
                continue;
            }
            String only = alg.equals("ES256") ? "Ed25519" : "ES256";
            add(
                            "not-listed-" + spelled(alg),
                            "A good %s signature is refused where only %s is allowed"
                                    .formatted(alg, only),
                            rule)
                    .published(alg, only)
                    .allowing(only)
                    .token(aToken(alg))
                    .refused("alg_not_allowed");
        }
        for (String alg : new String[] {"RS384", "RS512", "PS384", "PS512", "ES384", "ES512"}) {
            add(
                            "not-by-default-" + spelled(alg),
                            "A good %s signature is refused under the usual list".formatted(alg),
                            rule)
                    .published(alg)
                    .token(aToken(alg))
                    .refused("alg_not_allowed");
        }
    }

    private void oneAlgorithmPerKey() {
        String rule = "R-010; RFC 8725 §3.1";
        String[][] pairs = {
            {"PS256", "RS256"},
            {"RS256", "PS256"},
            {"RS256", "RS384"},
            {"RS256", "RS512"},
            {"PS256", "PS512"},
            {"RS512", "RS256"}
        };
        for (String[] pair : pairs) {
            add(
                            "key-of-" + spelled(pair[0]) + "-used-for-" + spelled(pair[1]),
                            "A key for %s does not verify %s, though the numbers fit"
                                    .formatted(pair[0], pair[1]),
                            rule)
                    .published(pair[0])
                    .allowing(pair[0], pair[1])
                    .token(aToken(pair[1]).header("kid", Json.quoted(Draft.kid(pair[0]))))
                    .refused("alg_not_allowed");
        }
        add("key-of-another-curve", "A key on P-256 does not verify ES384", "R-015; RFC 7518 §3.4")
                .published("ES256")
                .allowing("ES256", "ES384")
                .token(aToken("ES384").header("kid", "\"es256\""))
                .refused("alg_not_allowed");
        add("key-of-another-kind", "An EC key does not verify RS256", rule)
                .published("ES256")
                .token(aToken("RS256").header("kid", "\"es256\""))
                .refused("alg_not_allowed");
        add("key-of-another-kind-ed25519", "An EC key does not verify Ed25519", rule)
                .published("ES256")
                .token(aToken("Ed25519").header("kid", "\"es256\""))
                .refused("alg_not_allowed");
        add("secret-of-another-hash", "A secret for HS256 does not verify HS512", rule)
                .secret("HS256", key("hs512").bytes("k"))
                .allowing("HS256", "HS512")
                .token(aToken("HS512").header("kid", "\"hs256\""))
                .refused("alg_not_allowed");
        add("relabelled", "A signature of another algorithm under an allowed name is refused", rule)
                .published("RS256")
                .token(aToken("RS256").signedAs("PS256"))
                .refused("bad_signature");
        add(
                        "relabelled-hash",
                        "A signature with another hash under an allowed name is refused",
                        rule)
                .published("RS256")
                .token(aToken("RS256").signedAs("RS512"))
                .refused("bad_signature");
    }

    private void confusion() throws GeneralSecurityException {
        String rule = "R-011; RFC 8725 §2.1";
        byte[] der = key("rsa").publicKey().getEncoded();
        for (Map.Entry<String, byte[]> text : texts(der, jwk("RS256")).entrySet()) {
            confused("rsa-" + text.getKey(), "RS256", text.getKey(), text.getValue());
        }
        byte[] pkcs1 = Arrays.copyOfRange(der, 24, der.length);
        confused("rsa-pkcs1-pem", "RS256", "pkcs1-pem", pem("RSA PUBLIC KEY", pkcs1, "\n"));
        confused("rsa-modulus", "RS256", "modulus", key("rsa").bytes("n"));
        confused("rsa-modulus-text", "RS256", "modulus-text", key("rsa").text("n").getBytes(UTF_8));
        byte[] ecDer = key("es256").publicKey().getEncoded();
        confused("ec-pem", "ES256", "pem", pem("PUBLIC KEY", ecDer, "\n"));
        confused("ec-der", "ES256", "der", ecDer);
        confused("ec-x", "ES256", "x", key("es256").bytes("x"));
        confused("ed25519-x", "Ed25519", "x", key("ed25519").bytes("x"));
        confused("empty-secret", "ES256", "empty", null);
        add("rsa-pem-without-kid", "A public key is no secret, kid or not", rule)
                .published("RS256")
                .token(hashed("RS256", pem("PUBLIC KEY", der, "\n"), true))
                .refused("alg_not_allowed");
        add("secret-in-set", "A secret in a key set is left out, even where HS256 is allowed", rule)
                .keys(
                        new Jwk()
                                .with("kty", "\"oct\"")
                                .with("k", Json.quoted(key("hs256").text("k")))
                                .with("alg", "\"HS256\"")
                                .with("kid", "\"hs256\""))
                .allowing("HS256")
                .token(aToken("HS256"))
                .refused("unknown_kid");
        add("rsa-key-labelled-hs256", "An RSA key whose alg says HS256 is left out", rule)
                .keys(jwk("RS256").with("alg", "\"HS256\""))
                .allowing("HS256")
                .token(hashed("RS256", pem("PUBLIC KEY", der, "\n"), false))
                .refused("unknown_kid");
        add("signature-as-mac", "A token signed with a key pair is no HMAC", rule)
                .setUpFor("HS256")
                .token(aToken("ES256").header("kid", "\"hs256\""))
                .refused("alg_not_allowed");
    }

    private void confused(String id, String alg, String form, byte[] text) {
        String how = "as a secret: " + spoken(form);
        String token = hashed(alg, text == null ? new byte[] {0} : text, false);
        add(
                        "hs256-with-" + id,
                        "A token hashed with the %s public key is refused, %s".formatted(alg, how),
                        "R-011; RFC 8725 §2.1")
                .published(alg)
                .token(token)
                .refused("alg_not_allowed");
        if (text != null) {
            add(
                            "hs256-allowed-with-" + id,
                            "Where HS256 is allowed, too, a %s key in the set is no secret, %s"
                                    .formatted(alg, how),
                            "R-011; RFC 8725 §2.1")
                    .published(alg)
                    .allowing("HS256")
                    .token(token)
                    .refused("alg_not_allowed");
        }
    }

    private String hashed(String alg, byte[] secret, boolean nameless) {
        var token = aToken(alg).header("alg", "\"HS256\"");
        if (nameless) {
            token.withoutHeader("kid");
        }
        return token.with(Signing.mac("HS256", secret, token.signingInput().getBytes(UTF_8)));
    }

    private static Map<String, byte[]> texts(byte[] der, Jwk jwk) {
        var texts = new LinkedHashMap<String, byte[]>();
        byte[] pem = pem("PUBLIC KEY", der, "\n");
        texts.put("der", der);
        texts.put("pem", pem);
        texts.put("pem-without-last-newline", Arrays.copyOf(pem, pem.length - 1));
        texts.put("pem-crlf", pem("PUBLIC KEY", der, "\r\n"));
        texts.put("base64", Base64.getEncoder().encode(der));
        texts.put("base64url", Base64Url.encodeToBytes(der));
        texts.put("jwk", jwk.toString().getBytes(UTF_8));
        texts.put("jwk-set", ("{\"keys\":[" + jwk + "]}").getBytes(UTF_8));
        return texts;
    }

    private static byte[] pem(String label, byte[] der, String newline) {
        String lines = Base64.getMimeEncoder(64, newline.getBytes(UTF_8)).encodeToString(der);
        return "-----BEGIN %1$s-----%2$s%3$s%2$s-----END %1$s-----%2$s"
                .formatted(label, newline, lines)
                .getBytes(UTF_8);
    }

    /// Lower case, except where spellings differ in nothing else.
    private static String spelled(String name) {
        return name.equalsIgnoreCase("none") ? name : name.toLowerCase(Locale.ROOT);
    }

    private static String spoken(String name) {
        return name.replace('-', ' ');
    }
}
