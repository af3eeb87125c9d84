package dev.mintmark.verifier.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.jose.Base64Url;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// Signatures that are nearly right.
final class SignatureVectors extends Theme {

    SignatureVectors(KeyRing ring) throws GeneralSecurityException {
        super(ring, "signature", "Broken and forged signatures of every algorithm.");
        for (String alg : AlgorithmVectors.ALL) {
            broken(alg);
        }
        for (String alg : new String[] {"ES256", "ES384", "ES512"}) {
            ecdsa(alg);
        }
        rsa();
        pss();
        edwards();
        macs();
        add(
                        "claims-not-looked-at",
                        "A forged token is told nothing about its claims",
                        "R-032; RFC 8725 §3.3")
                .token(aToken().signedBy("es256-other").without("exp").claim("iss", "7"))
                .refused("bad_signature");
        add(
                        "payload-not-parsed",
                        "A payload that is no JSON is not looked at before the signature",
                        "R-032; RFC 8725 §3.3")
                .token(aToken().signedBy("es256-other").payloadText("{{{"))
                .refused("bad_signature");
    }

    private void broken(String alg) {
        String rule = "R-032; " + section(alg);
        String id = alg.toLowerCase(Locale.ROOT);
        damaged(alg, "first-bit", "whose first bit is flipped", rule, s -> flipped(s, 0, 0x80));
        damaged(
                alg,
                "last-bit",
                "whose last bit is flipped",
                rule,
                s -> flipped(s, s.length - 1, 1));
        damaged(
                alg,
                "middle-bit",
                "whose middle has a flipped bit",
                rule,
                s -> flipped(s, s.length / 2, 0x10));
        damaged(
                alg,
                "byte-short",
                "without its last byte",
                rule,
                s -> Arrays.copyOf(s, s.length - 1));
        damaged(
                alg,
                "byte-long",
                "with a zero byte after it",
                rule,
                s -> Arrays.copyOf(s, s.length + 1));
        damaged(alg, "twice", "written twice", rule, s -> Bytes.joined(s, s));
        damaged(alg, "zero", "of zero bytes", rule, s -> new byte[s.length]);
        add(id + "-empty", "An empty %s signature is refused".formatted(alg), rule)
                .setUpFor(alg)
                .token(aToken(alg).with(new byte[0]))
                .refused("bad_signature");
        add(
                        id + "-other-key",
                        "A %s signature by somebody else's key is refused".formatted(alg),
                        rule)
                .setUpFor(alg)
                .token(aToken(alg).signedBy(other(alg)))
                .refused("bad_signature");
        add(
                        id + "-payload-changed",
                        "A payload changed under its %s signature is refused".formatted(alg),
                        rule)
                .setUpFor(alg)
                .token(aToken(alg).claim("sub", "\"mallory\"").with(aToken(alg).signature(id)))
                .refused("bad_signature");
        add(
                        id + "-header-changed",
                        "A header changed under its %s signature is refused".formatted(alg),
                        rule)
                .setUpFor(alg)
                .token(aToken(alg).header("x", "1").with(aToken(alg).signature(id)))
                .refused("bad_signature");
    }

    private void damaged(
            String alg, String id, String how, String rule, UnaryOperator<byte[]> damage) {
        String full = alg.toLowerCase(Locale.ROOT) + "-" + id;
        add(full, "A %s signature %s is refused".formatted(alg, how), rule)
                .setUpFor(alg)
                .token(aToken(alg).with(damage.apply(aToken(alg).signature(full))))
                .refused("bad_signature");
    }

    private void ecdsa(String alg) throws GeneralSecurityException {
        String rule = "R-014; RFC 7518 §3.4";
        var key = key(Draft.kid(alg));
        int size = key.bytes("x").length;
        BigInteger n = key.curve().getOrder();
        byte[] order = Numbers.bytes(n, size);
        byte[] zero = new byte[size];
        byte[] one = Numbers.bytes(BigInteger.ONE, size);
        byte[] ones = new byte[size];
        Arrays.fill(ones, (byte) 0xFF);
        damaged(alg, "r-zero", "with r = 0", rule, s -> Bytes.joined(zero, half(s, 1)));
        damaged(alg, "s-zero", "with s = 0", rule, s -> Bytes.joined(half(s, 0), zero));
        damaged(alg, "r-order", "with r = n", rule, s -> Bytes.joined(order, half(s, 1)));
        damaged(alg, "s-order", "with s = n", rule, s -> Bytes.joined(half(s, 0), order));
        damaged(alg, "both-order", "with r = s = n", rule, s -> Bytes.joined(order, order));
        damaged(alg, "r-ones", "with r of ones", rule, s -> Bytes.joined(ones, half(s, 1)));
        damaged(alg, "s-ones", "with s of ones", rule, s -> Bytes.joined(half(s, 0), ones));
        damaged(alg, "both-one", "with r = s = 1", rule, s -> Bytes.joined(one, one));
        damaged(
                alg,
                "swapped",
                "with r and s swapped",
                rule,
                s -> Bytes.joined(half(s, 1), half(s, 0)));
        damaged(
                alg,
                "wider",
                "with r and s one byte wider",
                rule,
                s -> Bytes.joined(new byte[1], half(s, 0), new byte[1], half(s, 1)));
        damaged(alg, "r-only", "without s", rule, s -> half(s, 0));
        damaged(alg, "der", "in DER", rule, s -> der(half(s, 0), half(s, 1)));
        damaged(alg, "der-zeros", "in DER with r = s = 0", rule, s -> der(zero, zero));
        damaged(
                alg,
                "negated-r",
                "with r replaced by n - r",
                rule,
                s -> Bytes.joined(negated(half(s, 0), n, size), half(s, 1)));
        add(
                        Draft.kid(alg) + "-other-half",
                        "s and n - s are both lawful in %s".formatted(alg),
                        rule)
                .setUpFor(alg)
                .token(aToken(alg), t -> withOtherHalf(t, n, size))
                .trusted();
        if (alg.equals("ES512")) {
            damaged(
                    alg,
                    "r-plus-order",
                    "with n added to r",
                    rule,
                    s ->
                            Bytes.joined(
                                    Numbers.bytes(new BigInteger(1, half(s, 0)).add(n), size),
                                    half(s, 1)));
            damaged(
                    alg,
                    "s-plus-order",
                    "with n added to s",
                    rule,
                    s ->
                            Bytes.joined(
                                    half(s, 0),
                                    Numbers.bytes(new BigInteger(1, half(s, 1)).add(n), size)));
        }
    }

    private static String withOtherHalf(String token, BigInteger n, int size) {
        int dot = token.lastIndexOf('.');
        byte[] s = Base64Url.decode(token.substring(dot + 1));
        byte[] changed = Bytes.joined(half(s, 0), negated(half(s, 1), n, size));
        return token.substring(0, dot + 1) + Base64Url.encode(changed);
    }

    private void rsa() {
        String rule = "R-032; RFC 7518 §3.3; RFC 8017 §8.2.2";
        var token = aToken("RS256");
        byte[] hash = RsaForgery.hash("SHA-256", token.signingInput());
        BigInteger n = key("rsa").number("n");
        damaged(
                "RS256",
                "zero-in-front",
                "with a zero byte in front",
                rule,
                s -> Bytes.joined(new byte[1], s));
        damaged("RS256", "one", "equal to 1", rule, s -> Numbers.bytes(BigInteger.ONE, 256));
        damaged("RS256", "modulus", "equal to n", rule, s -> Numbers.bytes(n, 256));
        damaged(
                "RS256",
                "modulus-minus-one",
                "equal to n - 1",
                rule,
                s -> Numbers.bytes(n.subtract(BigInteger.ONE), 256));
        damaged(
                "RS256",
                "ones",
                "of ones",
                rule,
                s -> Numbers.bytes(BigInteger.ONE.shiftLeft(2048).subtract(BigInteger.ONE), 256));
        forged("rs256-plus-modulus", "An RS256 signature with n added is refused", plusModulus());
        encoded("without-digest-info", "over a bare hash", RsaForgery.padded(256, hash));
        encoded(
                "sha1",
                "over SHA-1",
                RsaForgery.padded(
                        256,
                        RsaForgery.digestInfo(
                                RsaForgery.SHA_1, RsaForgery.hash("SHA-1", token.signingInput()))));
        encoded(
                "sha512",
                "over SHA-512",
                RsaForgery.padded(
                        256,
                        RsaForgery.digestInfo(
                                RsaForgery.SHA_512,
                                RsaForgery.hash("SHA-512", token.signingInput()))));
        encoded(
                "wrong-oid",
                "whose hash is named SHA-512",
                RsaForgery.padded(256, RsaForgery.digestInfo(RsaForgery.SHA_512, hash)));
        byte[] info = RsaForgery.digestInfo(RsaForgery.SHA_256, hash);
        byte[] typeTwo = RsaForgery.padded(256, info);
        typeTwo[1] = 2;
        encoded("block-type-2", "with block type 2", typeTwo);
        byte[] typeZero = RsaForgery.padded(256, info);
        Arrays.fill(typeZero, 1, 256 - info.length, (byte) 0);
        encoded("block-type-0", "padded with zeros", typeZero);
        byte[] brokenPadding = RsaForgery.padded(256, info);
        brokenPadding[20] = 0x7F;
        encoded("padding-broken", "with a hole in its padding", brokenPadding);
        byte[] shortPadding = new byte[256];
        byte[] head = RsaForgery.padded(info.length + 11, info);
        System.arraycopy(head, 0, shortPadding, 0, head.length);
        encoded("garbage-after-hash", "with garbage after the hash", shortPadding);
        byte[] noSeparator = RsaForgery.padded(256, info);
        noSeparator[256 - info.length - 1] = (byte) 0xFF;
        encoded("no-separator", "without the zero before the hash", noSeparator);
        add(
                        "rs256-cube-root",
                        "A cube root is no signature under the exponent 3",
                        "R-013; RFC 8017 §8.2.2")
                .keys(key("rsa-e3").published("rs256", "RS256"))
                .token(token.with(RsaForgery.cubeRoot(256, info)))
                .refused("bad_signature");
        add("rs256-pss", "A PSS signature is no RS256", "R-010; RFC 7518 §3.5")
                .setUpFor("RS256")
                .token(aToken("RS256").signedAs("PS256"))
                .refused("bad_signature");
    }

    private void encoded(String id, String how, byte[] encoding) {
        forged(
                "rs256-" + id,
                "An RS256 signature %s is refused".formatted(how),
                aToken("RS256").with(RsaForgery.raw(key("rsa"), encoding)));
    }

    private void forged(String id, String title, String token) {
        add(id, title, "R-032; RFC 8017 §8.2.2")
                .setUpFor("RS256")
                .token(token)
                .refused("bad_signature");
    }

    private String plusModulus() {
        BigInteger n = key("rsa").number("n");
        for (int i = 0; ; i++) {
            var token = aToken("RS256").claim("jti", Json.quoted("token-" + i));
            BigInteger sum = new BigInteger(1, token.signature("")).add(n);
            if (sum.bitLength() <= 2048) {
                return token.with(Numbers.bytes(sum, 256));
            }
        }
    }

    private void pss() throws GeneralSecurityException {
        pss("salt-empty", "with an empty salt", "SHA-256", MGF1ParameterSpec.SHA256, 0);
        pss("salt-20", "with a salt of 20 bytes", "SHA-256", MGF1ParameterSpec.SHA256, 20);
        pss("salt-31", "with a salt of 31 bytes", "SHA-256", MGF1ParameterSpec.SHA256, 31);
        pss("salt-33", "with a salt of 33 bytes", "SHA-256", MGF1ParameterSpec.SHA256, 33);
        pss("salt-longest", "with the longest salt", "SHA-256", MGF1ParameterSpec.SHA256, 222);
        pss("mask-sha1", "whose mask is made with SHA-1", "SHA-256", MGF1ParameterSpec.SHA1, 32);
        pss(
                "mask-sha512",
                "whose mask is made with SHA-512",
                "SHA-256",
                MGF1ParameterSpec.SHA512,
                32);
        pss("sha1", "over SHA-1", "SHA-1", MGF1ParameterSpec.SHA1, 20);
        pss("sha512", "over SHA-512", "SHA-512", MGF1ParameterSpec.SHA512, 64);
        add("ps256-pkcs1", "A PKCS #1 v1.5 signature is no PS256", "R-010; RFC 7518 §3.5")
                .setUpFor("PS256")
                .token(aToken("PS256").signedAs("RS256"))
                .refused("bad_signature");
    }

    private void pss(String id, String how, String hash, MGF1ParameterSpec mask, int salt)
            throws GeneralSecurityException {
        var token = aToken("PS256");
        byte[] signature =
                Signing.pss(
                        key("rsa"),
                        token.signingInput().getBytes(UTF_8),
                        new PSSParameterSpec(
                                hash, "MGF1", mask, salt, PSSParameterSpec.TRAILER_FIELD_BC),
                        id);
        add("ps256-" + id, "A PS256 signature %s is refused".formatted(how), "R-032; RFC 7518 §3.5")
                .setUpFor("PS256")
                .token(token.with(signature))
                .refused("bad_signature");
    }

    private void edwards() throws GeneralSecurityException {
        String rule = "R-032; RFC 8032 §5.1.7";
        BigInteger order =
                new BigInteger(
                        "1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed", 16);
        damaged(
                "Ed25519",
                "s-plus-order",
                "with the group's order added to S",
                rule,
                s ->
                        Bytes.joined(
                                half(s, 0), littleEndian(fromLittleEndian(half(s, 1)).add(order))));
        damaged(
                "Ed25519",
                "s-order",
                "with S equal to the group's order",
                rule,
                s -> Bytes.joined(half(s, 0), littleEndian(order)));
        damaged(
                "Ed25519",
                "s-zero",
                "with S = 0",
                rule,
                s -> Bytes.joined(half(s, 0), new byte[32]));
        damaged(
                "Ed25519",
                "s-top-bits",
                "with the top bits of S set",
                rule,
                s -> flipped(s, 63, 0xE0));
        damaged("Ed25519", "r-sign", "with the sign of R flipped", rule, s -> flipped(s, 31, 0x80));
        damaged(
                "Ed25519",
                "r-neutral",
                "with the neutral point as R",
                rule,
                s -> Bytes.joined(littleEndian(BigInteger.ONE), half(s, 1)));
        damaged(
                "Ed25519",
                "swapped",
                "with its halves swapped",
                rule,
                s -> Bytes.joined(half(s, 1), half(s, 0)));
        damaged(
                "Ed25519",
                "r-no-point",
                "whose R is no point",
                rule,
                s -> Bytes.joined(littleEndian(BigInteger.TWO), half(s, 1)));
        variant("prehashed", "An Ed25519ph signature is no Ed25519", new EdDSAParameterSpec(true));
        variant(
                "context",
                "An Ed25519ctx signature is no Ed25519",
                new EdDSAParameterSpec(false, "jwt".getBytes(UTF_8)));
    }

    private void variant(String id, String title, EdDSAParameterSpec parameters)
            throws GeneralSecurityException {
        var token = aToken("Ed25519");
        var engine = Signature.getInstance("EdDSA");
        engine.setParameter(parameters);
        engine.initSign(key("ed25519").privateKey());
        engine.update(token.signingInput().getBytes(UTF_8));
        add("ed25519-" + id, title, "R-032; RFC 8037 §3.1")
                .setUpFor("Ed25519")
                .token(token.with(engine.sign()))
                .refused("bad_signature");
    }

    private void macs() {
        String rule = "R-033; RFC 7518 §3.2";
        for (String alg : new String[] {"HS256", "HS384", "HS512"}) {
            damaged(alg, "half", "of which only the first half is there", rule, s -> half(s, 0));
            damaged(
                    alg,
                    "one-byte",
                    "of which only the first byte is there",
                    rule,
                    s -> Arrays.copyOf(s, 1));
        }
        var token = aToken("HS256");
        byte[] secret = key("hs256").bytes("k");
        mac("payload-only", "over the payload alone", token, secret, token.payloadSegment());
        mac(
                "decoded",
                "over the decoded segments",
                token,
                secret,
                token.headerText() + "." + token.claimsText());
        mac(
                "without-dot",
                "over segments without the dot",
                token,
                secret,
                token.signingInput().replace(".", ""));
        mac(
                "secret-as-text",
                "keyed with the secret's base64url text",
                token,
                key("hs256").text("k").getBytes(UTF_8),
                token.signingInput());
        mac("empty-secret", "keyed with nothing", token, new byte[1], token.signingInput());
        add(
                        "hs256-as-hs512",
                        "An HS256 value under the name HS512 is refused",
                        "R-010; RFC 7518 §3.2")
                .setUpFor("HS512")
                .token(
                        aToken("HS512")
                                .with(
                                        Signing.mac(
                                                "HS256",
                                                key("hs512").bytes("k"),
                                                aToken("HS512").signingInput().getBytes(UTF_8))))
                .refused("bad_signature");
    }

    private void mac(String id, String how, TokenDraft token, byte[] secret, String input) {
        add("hs256-" + id, "An HS256 value %s is refused".formatted(how), "R-032; RFC 7518 §3.2")
                .setUpFor("HS256")
                .token(token.with(Signing.mac("HS256", secret, input.getBytes(UTF_8))))
                .refused("bad_signature");
    }

    private TestKey other(String alg) {
        return alg.startsWith("RS") || alg.startsWith("PS")
                ? key("rsa-other")
                : key(Draft.kid(alg) + "-other");
    }

    private static String section(String alg) {
        return switch (alg.substring(0, 2)) {
            case "RS" -> "RFC 7518 §3.3";
            case "PS" -> "RFC 7518 §3.5";
            case "ES" -> "RFC 7518 §3.4";
            case "HS" -> "RFC 7518 §3.2";
            default -> "RFC 8037 §3.1";
        };
    }

    private static byte[] flipped(byte[] signature, int at, int bits) {
        byte[] changed = signature.clone();
        changed[at] ^= (byte) bits;
        return changed;
    }

    private static byte[] half(byte[] signature, int which) {
        int size = signature.length / 2;
        return Arrays.copyOfRange(signature, which * size, (which + 1) * size);
    }

    private static byte[] negated(byte[] value, BigInteger n, int size) {
        return Numbers.bytes(n.subtract(new BigInteger(1, value)), size);
    }

    private static byte[] der(byte[] r, byte[] s) {
        byte[] numbers = Bytes.joined(derInteger(r), derInteger(s));
        return Bytes.joined(derLength(0x30, numbers.length), numbers);
    }

    private static byte[] derInteger(byte[] value) {
        byte[] signed = new BigInteger(1, value).toByteArray();
        return Bytes.joined(derLength(2, signed.length), signed);
    }

    private static byte[] derLength(int tag, int length) {
        return length < 0x80
                ? new byte[] {(byte) tag, (byte) length}
                : new byte[] {(byte) tag, (byte) 0x81, (byte) length};
    }

    private static byte[] littleEndian(BigInteger value) {
        return Numbers.reversed(Numbers.bytes(value, 32));
    }

    private static BigInteger fromLittleEndian(byte[] bytes) {
        return new BigInteger(1, Numbers.reversed(bytes));
    }
}
