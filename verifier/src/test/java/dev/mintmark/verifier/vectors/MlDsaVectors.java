package dev.mintmark.verifier.vectors;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.signers.HashMLDSASigner;
import org.bouncycastle.crypto.signers.MLDSASigner;

import java.util.Arrays;
import java.util.Locale;

/// Signatures of FIPS 204. A file of its own: a verifier on a platform without them leaves it out.
final class MlDsaVectors extends Theme {

    static final String[] ALL = {"ML-DSA-44", "ML-DSA-65", "ML-DSA-87"};

    MlDsaVectors(KeyRing ring) throws CryptoException {
        super(ring, "ml-dsa", "ML-DSA signatures and AKP keys (RFC 9964).");
        for (String alg : ALL) {
            good(alg);
            broken(alg);
        }
        parameterSets();
        keys();
        variants();
    }

    private void good(String alg) {
        String id = alg.toLowerCase(Locale.ROOT);
        String rule = "R-300; RFC 9964 §4";
        add(id, "A good %s token is trusted where it is asked for".formatted(alg), rule)
                .setUpFor(alg)
                .token(aToken(alg).claim("scope", "\"read write\""))
                .trusted();
        add(id + "-without-kid", "A good %s token without kid is trusted".formatted(alg), rule)
                .setUpFor(alg)
                .token(aToken(alg).withoutHeader("kid"))
                .trusted();
        add(
                        id + "-not-asked-for",
                        "%s is not on the list unless it was asked for".formatted(alg),
                        "R-009; R-300")
                .published("ES256", alg)
                .token(aToken(alg))
                .refused("alg_not_allowed");
    }

    private void broken(String alg) {
        String id = alg.toLowerCase(Locale.ROOT) + "-signature-";
        String rule = "R-300; FIPS 204 §3.6.2";
        byte[] good = aToken(alg).signature(id);
        for (int at : new int[] {0, 31, 32, good.length / 2, good.length - 1}) {
            byte[] flipped = good.clone();
            flipped[at] ^= 1;
            add(
                            id + "bit-of-byte-" + at,
                            "A %s signature with one bit changed is refused".formatted(alg),
                            rule)
                    .setUpFor(alg)
                    .token(aToken(alg).with(flipped))
                    .refused("bad_signature");
        }
        byte[][] others = {
            {},
            Arrays.copyOf(good, good.length - 1),
            Arrays.copyOf(good, good.length + 1),
            new byte[good.length]
        };
        String[] names = {"empty", "one-byte-less", "one-byte-more", "zeros"};
        for (int i = 0; i < others.length; i++) {
            add(
                            id + names[i],
                            "A %s signature of other bytes is refused: %s"
                                    .formatted(alg, names[i].replace('-', ' ')),
                            rule)
                    .setUpFor(alg)
                    .token(aToken(alg).with(others[i]))
                    .refused("bad_signature");
        }
        byte[] ones = new byte[good.length];
        Arrays.fill(ones, (byte) 0xFF);
        add(id + "ones", "A %s signature of nothing but ones is refused".formatted(alg), rule)
                .setUpFor(alg)
                .token(aToken(alg).with(ones))
                .refused("bad_signature");
        add(id + "of-other-claims", "A %s signature is over these claims".formatted(alg), rule)
                .setUpFor(alg)
                .token(aToken(alg).claim("sub", "\"mallory\"").with(good))
                .refused("bad_signature");
        add(id + "by-another-key", "A %s signature by another key is refused".formatted(alg), rule)
                .setUpFor(alg)
                .token(aToken(alg).signedBy(id(alg) + "-other"))
                .refused("bad_signature");
    }

    private void parameterSets() {
        String rule = "R-010; R-302; RFC 9964 §4";
        for (String claimed : ALL) {
            for (String actual : ALL) {
                if (!claimed.equals(actual)) {
                    add(
                                    id(claimed) + "-header-over-" + id(actual),
                                    "A header cannot change the parameter set of a key: %s, %s"
                                            .formatted(claimed, actual),
                                    rule)
                            .published(actual)
                            .allowing(ALL)
                            .token(
                                    aToken(actual)
                                            .header("alg", Json.quoted(claimed))
                                            .header("kid", Json.quoted(id(actual))))
                            .refused("alg_not_allowed");
                }
            }
        }
        for (String alg : new String[] {"ml-dsa-65", "ML-DSA", "ML_DSA_65", "HashML-DSA-65"}) {
            add("name-" + alg, "Names are taken to the letter: " + alg, "R-009; RFC 9964 §4")
                    .published("ML-DSA-65")
                    .allowing(ALL)
                    .token(aToken("ML-DSA-65").header("alg", Json.quoted(alg)))
                    .refused("alg_not_allowed");
        }
        add("es256-beside", "ML-DSA and ES256 go together", "R-300; RFC 9964 §7")
                .published("ES256", "ML-DSA-65")
                .allowing("ES256", "ML-DSA-65")
                .token(aToken())
                .trusted();
    }

    private void keys() {
        String rule = "R-070; R-300; RFC 9964 §3";
        Jwk good = jwk("ML-DSA-44");
        unfit("key-without-alg", "An AKP key has to name its alg", rule, good.without("alg"));
        unfit("key-without-pub", "An AKP key has to have pub", rule, good.without("pub"));
        unfit(
                "key-of-other-set",
                "An AKP key has the length of its parameter set",
                rule,
                good.with("alg", "\"ML-DSA-65\""));
        unfit(
                "key-too-long",
                "An AKP key has no bytes beyond its own",
                rule,
                good.with("pub", Json.quoted(key("ml-dsa-44").text("pub") + "AAAA")));
        unfit(
                "key-that-is-no-base64url",
                "An AKP key is canonical base64url",
                rule,
                good.with("pub", Json.quoted(key("ml-dsa-44").text("pub") + "=")));
        unfit(
                "key-as-okp",
                "An ML-DSA key is of kty AKP",
                rule,
                good.with("kty", "\"OKP\"").with("crv", "\"ML-DSA-44\""));
        unfit(
                "key-of-other-kty",
                "An AKP key is for no other alg",
                rule,
                good.with("alg", "\"ES256\""));
        unfit(
                "key-with-seed",
                "An AKP key that was published with its seed proves nothing",
                "R-061; RFC 9964 §5",
                good.with("priv", Json.quoted(key("ml-dsa-44").text("priv"))));
    }

    private void unfit(String id, String title, String rule, Jwk unfit) {
        add(id, title, rule)
                .keys(unfit, jwk("ES256"))
                .allowing("ML-DSA-44", "ES256")
                .token(aToken("ML-DSA-44"))
                .refused("unknown_kid");
    }

    /// Made with Bouncy Castle, since the JDK makes neither.
    private void variants() throws CryptoException {
        var secret =
                new MLDSAPrivateKeyParameters(
                        MLDSAParameters.ml_dsa_44, key("ml-dsa-44").bytes("priv"));
        TokenDraft token = aToken("ML-DSA-44");
        var withContext = new MLDSASigner();
        withContext.init(true, new ParametersWithContext(secret, "JWS".getBytes(US_ASCII)));
        add(
                        "signature-with-context",
                        "A signature is made with the empty context",
                        "R-300; RFC 9964 §4")
                .setUpFor("ML-DSA-44")
                .token(token.with(signature(withContext, token)))
                .refused("bad_signature");
        var hashed = new HashMLDSASigner();
        hashed.init(
                true,
                new MLDSAPrivateKeyParameters(
                        MLDSAParameters.ml_dsa_44_with_sha512, key("ml-dsa-44").bytes("priv")));
        add(
                        "signature-over-hash",
                        "A signature is over the text itself, not over its hash",
                        "R-300; RFC 9964 §4")
                .setUpFor("ML-DSA-44")
                .token(token.with(signature(hashed, token)))
                .refused("bad_signature");
        var plain = new MLDSASigner();
        plain.init(true, secret);
        add(
                        "signature-without-randomness",
                        "A signature may be made without randomness",
                        "R-300; FIPS 204 §3.4")
                .setUpFor("ML-DSA-44")
                .token(token, ignored -> token.with(uncheckedSignature(plain, token)))
                .trusted();
    }

    private static byte[] uncheckedSignature(Signer signer, TokenDraft token) {
        try {
            return signature(signer, token);
        } catch (CryptoException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] signature(Signer signer, TokenDraft token) throws CryptoException {
        byte[] input = token.signingInput().getBytes(UTF_8);
        signer.update(input, 0, input.length);
        return signer.generateSignature();
    }

    private static String id(String alg) {
        return alg.toLowerCase(Locale.ROOT);
    }
}
