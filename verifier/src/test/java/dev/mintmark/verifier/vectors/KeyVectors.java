package dev.mintmark.verifier.vectors;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.jose.Base64Url;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.util.Arrays;
import java.util.HexFormat;

/// Keys that must not verify anything, each with a token that would pass under it where possible.
final class KeyVectors extends Theme {

    private static final BigInteger ED25519_ORDER =
            new BigInteger("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed", 16);

    KeyVectors(KeyRing ring) throws GeneralSecurityException {
        super(
                ring,
                "keys",
                "Weak, mismatched and invalid keys. A key that is not fit is left out, or refused"
                        + " when the verifier is set up; either way its tokens are refused.");
        rsa();
        ec();
        edwards();
        secrets();
        purposes();
    }

    private void rsa() {
        String rule = "R-013; RFC 7518 §3.3";
        for (String bits : new String[] {"1024", "2047", "8200"}) {
            add("rsa-" + bits, "An RSA key of %s bits is left out".formatted(bits), rule)
                    .keys(key("rsa-" + bits).published("rs256", "RS256"))
                    .token(aToken("RS256").signedBy("rsa-" + bits))
                    .refused("unknown_kid");
            add(
                            "rsa-" + bits + "-pss",
                            "An RSA key of %s bits is left out for PSS".formatted(bits),
                            rule)
                    .keys(key("rsa-" + bits).published("ps256", "PS256"))
                    .token(aToken("PS256").signedBy("rsa-" + bits))
                    .refused("unknown_kid");
        }
        for (String bits : new String[] {"3072", "4096", "8192"}) {
            add("rsa-" + bits, "An RSA key of %s bits is taken".formatted(bits), rule)
                    .keys(key("rsa-" + bits).published("rs256", "RS256"))
                    .token(aToken("RS256").signedBy("rsa-" + bits))
                    .trusted();
        }
        add("rsa-3072-pss", "An RSA key of 3072 bits is taken for PSS", rule)
                .keys(key("rsa-3072").published("ps256", "PS256"))
                .token(aToken("PS256").signedBy("rsa-3072"))
                .trusted();
        add("rsa-exponent-3", "The exponent 3 is small but lawful", rule)
                .keys(key("rsa-e3").published("rs256", "RS256"))
                .token(aToken("RS256").signedBy("rsa-e3"))
                .trusted();
        var token = aToken("RS256");
        byte[] own =
                RsaForgery.padded(
                        256,
                        RsaForgery.digestInfo(
                                RsaForgery.SHA_256,
                                RsaForgery.hash("SHA-256", token.signingInput())));
        add("rsa-exponent-1", "Under the exponent 1 anybody can sign", rule)
                .keys(jwk("RS256").with("e", exponent(1)))
                .token(token.with(own))
                .refused("unknown_kid");
        add("rsa-exponent-0", "An exponent 0 makes no key", rule)
                .keys(jwk("RS256").with("e", "\"AA\""))
                .token(token.with(own))
                .refused("unknown_kid");
        add("rsa-exponent-2", "An even exponent makes no key", rule)
                .keys(jwk("RS256").with("e", exponent(2)))
                .token(token)
                .refused("unknown_kid");
        add("rsa-exponent-65536", "A large even exponent makes no key", rule)
                .keys(jwk("RS256").with("e", exponent(65536)))
                .token(token)
                .refused("unknown_kid");
        add(
                        "rsa-exponent-65-bits",
                        "An exponent beyond 64 bits is left out",
                        "R-013; RFC 8725 §3.1")
                .keys(key("rsa-e65bits").published("rs256", "RS256"))
                .token(aToken("RS256").signedBy("rsa-e65bits"))
                .refused("unknown_kid");
        add("rsa-modulus-even", "An even modulus makes no key", rule)
                .keys(
                        jwk("RS256")
                                .with(
                                        "n",
                                        Json.quoted(
                                                Numbers.encoded(
                                                        key("rsa")
                                                                .number("n")
                                                                .subtract(BigInteger.ONE)))))
                .token(token)
                .refused("unknown_kid");
        String n = key("rsa").text("n");
        String[][] members = {
            {"n-missing", "without n", "n", null},
            {"e-missing", "without e", "e", null},
            {"n-empty", "with an empty n", "n", "\"\""},
            {"e-empty", "with an empty e", "e", "\"\""},
            {"n-number", "whose n is a number", "n", "65537"},
            {"e-number", "whose e is a number", "e", "65537"},
            {"n-padded", "whose n is padded", "n", Json.quoted(n + "==")},
            {
                "n-standard-base64",
                "whose n has a foreign character",
                "n",
                Json.quoted("+" + n.substring(1))
            },
            {"e-not-canonical", "whose e is not canonical", "e", "\"AQAB=\""}
        };
        for (String[] member : members) {
            add(
                            "rsa-" + member[0],
                            "An RSA key %s is left out".formatted(member[1]),
                            "R-003; RFC 7518 §6.3.1")
                    .keys(
                            member[3] == null
                                    ? jwk("RS256").without(member[2])
                                    : jwk("RS256").with(member[2], member[3]))
                    .token(token)
                    .refused("unknown_kid");
        }
    }

    private void ec() throws GeneralSecurityException {
        String rule = "R-015; RFC 7518 §6.2.1";
        for (String alg : new String[] {"ES256", "ES384", "ES512"}) {
            var key = key(Draft.kid(alg));
            int size = key.bytes("x").length;
            BigInteger p = ((ECFieldFp) key.curve().getCurve().getField()).getP();
            BigInteger y = key.number("y");
            String id = Draft.kid(alg);
            leftOut(
                    alg,
                    id + "-off-curve",
                    "A point beside the curve of " + alg,
                    "y",
                    Numbers.encoded(y.add(BigInteger.ONE).mod(p), size));
            leftOut(
                    alg,
                    id + "-x-and-y-equal",
                    "x twice instead of x and y for " + alg,
                    "y",
                    key.text("x"));
            leftOut(
                    alg,
                    id + "-x-zero",
                    "A point with x = 0 and another's y for " + alg,
                    "x",
                    Numbers.encoded(BigInteger.ZERO, size));
            leftOut(
                    alg,
                    id + "-x-is-p",
                    "A coordinate equal to p for " + alg,
                    "x",
                    Numbers.encoded(p, size));
            leftOut(
                    alg,
                    id + "-x-padded",
                    "A coordinate with a zero byte in front for " + alg,
                    "x",
                    Numbers.encoded(key.number("x"), size + 1));
            leftOut(
                    alg,
                    id + "-y-short",
                    "A coordinate without its first byte for " + alg,
                    "y",
                    Base64Url.encode(Arrays.copyOfRange(key.bytes("y"), 1, size)));
            add(
                            id + "-y-negated",
                            "The other point with the same x is another key (" + alg + ")",
                            rule)
                    .keys(jwk(alg).with("y", Json.quoted(Numbers.encoded(p.subtract(y), size))))
                    .allowing(alg)
                    .token(aToken(alg))
                    .refused("bad_signature");
            String zero = Numbers.encoded(BigInteger.ZERO, size);
            add(id + "-zero-point", "The coordinates (0, 0) are no key (" + alg + ")", rule)
                    .keys(jwk(alg).with("x", Json.quoted(zero)).with("y", Json.quoted(zero)))
                    .allowing(alg)
                    .token(aToken(alg))
                    .refused("unknown_kid");
            add(id + "-y-missing", "An EC key without y is left out (" + alg + ")", rule)
                    .keys(jwk(alg).without("y"))
                    .allowing(alg)
                    .token(aToken(alg))
                    .refused("unknown_kid");
        }
        var p521 = key("es512");
        BigInteger p = ((ECFieldFp) p521.curve().getCurve().getField()).getP();
        leftOut(
                "ES512",
                "es512-x-plus-p",
                "A coordinate with p added, the same modulo p, for ES512",
                "x",
                Numbers.encoded(p521.number("x").add(p), 66));
        add("es256-alg-es384", "A key on P-256 for ES384 is left out", rule)
                .keys(jwk("ES256").with("alg", "\"ES384\""))
                .allowing("ES256", "ES384")
                .token(aToken())
                .refused("unknown_kid");
        add("es256-alg-rs256", "A key on P-256 for RS256 is left out", "R-010; RFC 7517 §4.4")
                .keys(jwk("ES256").with("alg", "\"RS256\""))
                .token(aToken())
                .refused("unknown_kid");
        for (String crv :
                new String[] {"P-384", "secp256k1", "p-256", "secp256r1", "Ed25519", ""}) {
            add(
                            "es256-crv-" + (crv.isEmpty() ? "empty" : crv),
                            "A point on P-256 under the curve name %s is left out"
                                    .formatted(Json.quoted(crv)),
                            rule)
                    .keys(jwk("ES256").with("crv", Json.quoted(crv)))
                    .token(aToken())
                    .refused("unknown_kid");
        }
        add("es256-crv-missing", "An EC key without crv is left out", rule)
                .keys(jwk("ES256").without("crv"))
                .token(aToken())
                .refused("unknown_kid");
        add(
                        "es256-without-alg",
                        "An EC key without alg is for the algorithm of its curve",
                        "R-015; RFC 7518 §3.4")
                .keys(jwk("ES256").without("alg"))
                .token(aToken())
                .trusted();
    }

    private void leftOut(String alg, String id, String title, String member, String value) {
        add(id, title + " is left out", "R-015; RFC 7518 §6.2.1")
                .keys(jwk(alg).with(member, Json.quoted(value)))
                .allowing(alg)
                .token(aToken(alg))
                .refused("unknown_kid");
    }

    private void edwards() {
        String rule = "R-015; RFC 8037 §2";
        String[][] points = {
            {"order-1", "0100000000000000000000000000000000000000000000000000000000000000"},
            {"order-1-signed", "0100000000000000000000000000000000000000000000000000000000000080"},
            {"order-1-plus-p", "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"},
            {"order-2", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"},
            {"order-4", "0000000000000000000000000000000000000000000000000000000000000000"},
            {"order-4-signed", "0000000000000000000000000000000000000000000000000000000000000080"},
            {"order-4-plus-p", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"},
            {"order-8", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"},
            {"order-8-signed", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85"},
            {"order-8-other", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"},
            {
                "order-8-other-signed",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"
            }
        };
        for (String[] point : points) {
            byte[] a = HexFormat.of().parseHex(point[1]);
            add(
                            "ed25519-" + point[0],
                            "An Ed25519 key of small order is left out, since anybody can sign for it: "
                                    + point[0].replace('-', ' '),
                            rule)
                    .keys(jwk("Ed25519").with("x", Json.quoted(Base64Url.encode(a))))
                    .token(forgedUnder(a))
                    .refused("unknown_kid");
        }
        var offCurve = new byte[32];
        offCurve[0] = 2;
        edwardsLeftOut("off-curve", "32 bytes that decode to no point", offCurve);
        edwardsLeftOut("31-bytes", "31 bytes", Arrays.copyOf(key("ed25519").bytes("x"), 31));
        edwardsLeftOut("33-bytes", "33 bytes", Arrays.copyOf(key("ed25519").bytes("x"), 33));
        // 2^255 - 16: three more than p, where a point with y = 3 lies.
        edwardsLeftOut(
                "y-plus-p",
                "A point whose y was not reduced",
                HexFormat.of()
                        .parseHex(
                                "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"));
        edwardsLeftOut("all-ones", "32 bytes of ones", HexFormat.of().parseHex("ff".repeat(32)));
        for (String crv : new String[] {"Ed448", "X25519", "ed25519", "P-256"}) {
            add(
                            "ed25519-crv-" + crv,
                            "An Ed25519 point under the curve name %s is left out".formatted(crv),
                            rule)
                    .keys(jwk("Ed25519").with("crv", Json.quoted(crv)))
                    .token(aToken("Ed25519"))
                    .refused("unknown_kid");
        }
        add("ed25519-kty-ec", "An Ed25519 key whose kty says EC is left out", rule)
                .keys(jwk("Ed25519").with("kty", "\"EC\""))
                .token(aToken("Ed25519"))
                .refused("unknown_kid");
        add("ed25519-alg-es256", "An Ed25519 key for ES256 is left out", "R-010; RFC 7517 §4.4")
                .keys(jwk("Ed25519").with("alg", "\"ES256\""))
                .token(aToken("Ed25519"))
                .refused("unknown_kid");
        add(
                        "ed25519-alg-eddsa",
                        "A key published for EdDSA serves a token signed with Ed25519",
                        "R-016; RFC 9864 §2.2")
                .keys(jwk("Ed25519").with("alg", "\"EdDSA\""))
                .token(aToken("Ed25519"))
                .trusted();
        add("ed25519-without-alg", "An Ed25519 key needs no alg", "R-016; RFC 8037 §2")
                .keys(jwk("Ed25519").without("alg"))
                .token(aToken("Ed25519"))
                .trusted();
    }

    private void edwardsLeftOut(String id, String what, byte[] x) {
        add(
                        "ed25519-" + id,
                        what
                                + " make no Ed25519 key"
                                        .replace("make", what.startsWith("A ") ? "makes" : "make"),
                        "R-015; RFC 8032 §5.1.3")
                .keys(jwk("Ed25519").with("x", Json.quoted(Base64Url.encode(x))))
                .token(aToken("Ed25519"))
                .refused("unknown_kid");
    }

    /// With S = 0 and R the neutral point, the signature holds when the hash is a multiple of the
    /// key's order, which every eighth message is.
    private String forgedUnder(byte[] a) {
        var r = new byte[32];
        r[0] = 1;
        for (int i = 0; ; i++) {
            var token = aToken("Ed25519").claim("jti", Json.quoted("forged-" + i));
            byte[] hashed = Bytes.joined(r, a, token.signingInput().getBytes(UTF_8));
            try {
                byte[] digest = java.security.MessageDigest.getInstance("SHA-512").digest(hashed);
                BigInteger h = new BigInteger(1, Numbers.reversed(digest)).mod(ED25519_ORDER);
                if (h.mod(BigInteger.valueOf(8)).signum() == 0) {
                    return token.with(Bytes.joined(r, new byte[32]));
                }
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void secrets() {
        String rule = "R-012; RFC 7518 §3.2";
        for (String alg : new String[] {"HS256", "HS384", "HS512"}) {
            byte[] whole = key(Draft.kid(alg)).bytes("k");
            weak(
                    alg,
                    Draft.kid(alg) + "-one-byte-short",
                    "A secret for %s that is a byte short".formatted(alg),
                    Arrays.copyOf(whole, whole.length - 1));
            weak(
                    alg,
                    Draft.kid(alg) + "-one-byte",
                    "A secret of one byte for " + alg,
                    new byte[] {7});
        }
        weak("HS256", "hs256-zero", "A secret of zero bytes", new byte[32]);
        weak("HS384", "hs384-zero", "A secret of zero bytes for HS384", new byte[48]);
        weak("HS512", "hs512-zero", "A secret of zero bytes for HS512", new byte[64]);
        String[][] texts = {
            {"sample", "A sample from a tutorial", "your-256-bit-secret"},
            {
                "sample-repeated",
                "A sample repeated until it is long enough",
                "secretsecretsecretsecretsecretsecret"
            },
            {
                "changeme",
                "A sample repeated until it is long enough, another one",
                "changemechangemechangemechangeme"
            },
            {"password", "The word password, repeated", "PasswordPasswordPasswordPassword"},
            {"sentence", "A sentence", "the quick brown fox jumps over the lazy dog"},
            {"one-letter", "One letter, repeated", "a".repeat(40)},
            {"two-letters", "Two letters, repeated", "ab".repeat(32)}
        };
        for (String[] text : texts) {
            weak("HS256", "hs256-" + text[0], text[1] + " as a secret", text[2].getBytes(US_ASCII));
        }
        byte[] longer = key("hs512").bytes("k");
        add("hs256-longer", "A secret may be longer than it has to be", rule)
                .secret("HS256", longer)
                .token(aToken("HS256").signedBy("hs512"))
                .trusted();
    }

    private void weak(String alg, String id, String title, byte[] secret) {
        add(id, title + " is refused", "R-012; RFC 7518 §3.2")
                .secret(alg, secret)
                .token(hashed(alg, secret))
                .refused("unknown_kid");
    }

    private String hashed(String alg, byte[] secret) {
        var token = aToken(alg);
        return token.with(Signing.mac(alg, secret, token.signingInput().getBytes(UTF_8)));
    }

    private void purposes() {
        String[][] members = {
            {"use-enc", "for encryption", "use", "\"enc\"", "R-062; RFC 7517 §4.2"},
            {"use-upper-case", "of an unknown use", "use", "\"SIG\"", "R-062; RFC 7517 §4.2"},
            {"use-number", "whose use is a number", "use", "1", "R-062; RFC 7517 §4.2"},
            {
                "key-ops-sign",
                "that is for signing alone",
                "key_ops",
                "[\"sign\"]",
                "R-062; RFC 7517 §4.3"
            },
            {"key-ops-empty", "that is for nothing", "key_ops", "[]", "R-062; RFC 7517 §4.3"},
            {
                "key-ops-string",
                "whose key_ops is a string",
                "key_ops",
                "\"verify\"",
                "R-062; RFC 7517 §4.3"
            },
            {
                "private-d",
                "whose private half is published",
                "d",
                Json.quoted(key("es256").text("d")),
                "R-061; RFC 7517 §9.3"
            },
            {
                "secret-k",
                "that carries a secret, too",
                "k",
                Json.quoted(key("hs256").text("k")),
                "R-061; RFC 7517 §9.3"
            },
            {"private-priv", "that carries priv", "priv", "\"AAAA\"", "R-061; RFC 7517 §9.3"},
            {"kty-missing", "whose kty is null", "kty", "null", "R-070; RFC 7517 §4.1"},
            {
                "kty-lower-case",
                "whose kty is in lower case",
                "kty",
                "\"ec\"",
                "R-070; RFC 7517 §4.1"
            },
            {"kid-number", "whose kid is a number", "kid", "7", "R-019; RFC 7517 §4.5"},
            {
                "alg-unknown",
                "for an algorithm nobody knows",
                "alg",
                "\"ES999\"",
                "R-010; RFC 7517 §4.4"
            },
            {"alg-null", "whose alg is null", "alg", "null", "R-010; RFC 7517 §4.4"},
            {"alg-none", "whose alg is none", "alg", "\"none\"", "R-010; RFC 7517 §4.4"}
        };
        for (String[] member : members) {
            add(member[0], "A key %s is left out".formatted(member[1]), member[4])
                    .keys(jwk("ES256").with(member[2], member[3]))
                    .token(aToken())
                    .refused("unknown_kid");
        }
        add("key-ops-verify", "A key that is for verifying is taken", "R-062; RFC 7517 §4.3")
                .keys(jwk("ES256").with("key_ops", "[\"verify\"]"))
                .token(aToken())
                .trusted();
        add(
                        "use-missing",
                        "A key that does not say what it is for is taken",
                        "R-062; RFC 7517 §4.2")
                .keys(jwk("ES256").without("use"))
                .token(aToken())
                .trusted();
        add("unknown-members", "Members that nobody knows do not matter", "R-070; RFC 7517 §4")
                .keys(jwk("ES256").with("nbf", "1").with("x5c", "[\"AAAA\"]").with("exp", "1"))
                .token(aToken())
                .trusted();
    }

    private static String exponent(long e) {
        return Json.quoted(Numbers.encoded(BigInteger.valueOf(e)));
    }
}
