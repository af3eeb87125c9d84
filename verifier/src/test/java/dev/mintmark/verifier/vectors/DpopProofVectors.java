package dev.mintmark.verifier.vectors;

import dev.mintmark.verifier.jose.Base64Url;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Whether what came is a proof at all: header lines, header, key, signature, spelling.
final class DpopProofVectors extends DpopTheme {

    private static final String INVALID = "dpop_invalid";

    DpopProofVectors(KeyRing ring) {
        super(ring, "proof", "The header line, the proof's own header, its key, its signature.");
        algorithms();
        lines();
        types();
        keys();
        signatures();
        payloads();
    }

    private void algorithms() {
        for (String alg : List.of("ES256", "Ed25519", "RS256", "PS256")) {
            String token = boundTo(alg);
            var each = add("good-" + alg, "A proof with " + alg + " is taken", "R-205; R-211");
            each.request(token, aProof(alg, token).sign(each.id())).trusted();
        }
        for (String alg : List.of("ES384", "ES512", "RS512")) {
            String token = boundTo(alg);
            var taken = add("allowed-" + alg, alg + " is taken where it is allowed", "R-205");
            taken.allowing(alg).request(token, aProof(alg, token).sign(taken.id())).trusted();
            var not = add("not-allowed-" + alg, alg + " is refused where it is not", "R-205");
            not.request(token, aProof(alg, token).sign(not.id())).refused(INVALID);
        }
        for (String alg : List.of("none", "HS256", "es256", "ES257", "")) {
            changed(
                    "alg-" + (alg.isEmpty() ? "empty" : alg),
                    "An alg that is no allowed one is refused: \"" + alg + "\"",
                    aProof().header("alg", Json.quoted(alg)));
        }
        var unsigned = add("alg-none-unsigned", "A proof without signature is none", "R-205");
        unsigned.request(
                        bound(),
                        aProof().header("alg", "\"none\"").withoutHeader("jwk").signingInput()
                                + ".")
                .refused(INVALID);
        String token = boundTo("EdDSA");
        var old = aProof("EdDSA", token);
        var strict = add("eddsa", "The name EdDSA is refused", "R-016; RFC 9864 §2");
        strict.request(token, old.sign(strict.id())).refused(INVALID);
        var legacy =
                add("eddsa-accepted", "The name EdDSA is taken where it is asked for", "R-016");
        legacy.accepting("legacy-eddsa").request(token, old.sign(legacy.id())).trusted();
    }

    private void lines() {
        String proof = aProof().sign("dpop lines");
        add("no-header", "Without a DPoP header there is no proof", "R-205; RFC 9449 §4.3")
                .request(bound())
                .refused("dpop_missing");
        add("two-headers", "Two DPoP headers are one too many", "R-205; RFC 9449 §4.3")
                .request(bound(), proof, proof)
                .refused(INVALID);
        var spellings =
                Map.of(
                        "list", proof + ", " + proof,
                        "empty", "",
                        "space-behind", proof + " ",
                        "padding", proof + "=",
                        "line-break", proof.substring(0, 20) + "\n" + proof.substring(20),
                        "two-segments", proof.substring(0, proof.lastIndexOf('.')),
                        "four-segments", proof + ".",
                        "quoted", "\"" + proof + "\"",
                        "json", "{\"payload\":\"" + proof.split("\\.", -1)[1] + "\"}");
        spellings.keySet().stream()
                .sorted()
                .forEach(name ->
                        add(
                                        "spelled-" + name,
                                        "One proof has one spelling: " + name,
                                        "R-002; R-205")
                                .request(bound(), spellings.get(name))
                                .refused(INVALID));
    }

    private void types() {
        for (String typ : List.of("JWT", "at+jwt", "dpop", "dpop+jwt ", "dpop+jwt; a=b", "")) {
            changed(
                    "typ-" + typ.replaceAll("[^a-z+]", "-"),
                    "Another typ is no proof: \"" + typ + "\"",
                    aProof().header("typ", Json.quoted(typ)));
        }
        changed("typ-absent", "Without typ it is no proof", aProof().withoutHeader("typ"));
        changed("typ-number", "A typ that is no string is none", aProof().header("typ", "7"));
        for (String typ : List.of("DPoP+JWT", "application/dpop+jwt")) {
            var each =
                    add(
                            "typ-spelled-" + typ.replaceAll("[^A-Za-z]", "-"),
                            "A type has no case, and application/ may be left out: " + typ,
                            "R-021; R-205; RFC 7515 §4.1.9");
            each.request(bound(), aProof().header("typ", Json.quoted(typ)).sign(each.id()))
                    .trusted();
        }
    }

    private void keys() {
        Jwk jwk = jwk(holder("ES256"), "ES256");
        changed("jwk-absent", "Without jwk it is no proof", aProof().withoutHeader("jwk"));
        var nones = new LinkedHashMap<String, String>();
        nones.put("null", "null");
        nones.put("text", "\"x\"");
        nones.put("array", "[]");
        nones.put("empty", "{}");
        nones.put("secret", "{\"kty\":\"oct\",\"k\":\"AA\"}");
        nones.put("incomplete", "{\"kty\":\"EC\",\"crv\":\"P-256\"}");
        nones.forEach((id, none) ->
                changed(
                        "jwk-" + id,
                        "A jwk that is no public key is none: " + none,
                        aProof().header("jwk", none)));
        for (String member : List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv")) {
            changed(
                    "jwk-private-" + member,
                    "A key that is given away proves nothing: " + member,
                    aProof().header("jwk", jwk.with(member, "\"AA\"").toString()));
        }
        changed(
                "jwk-private",
                "The client's real private key in jwk is refused",
                aProof().header(
                                "jwk",
                                jwk.with("d", Json.quoted(holder("ES256").text("d"))).toString()));
        changed(
                "jwk-off-curve",
                "A point that is not on its curve is no key",
                aProof().header("jwk", jwk.with("y", jwkMember("x")).toString()));
        changed(
                "jwk-for-another-alg",
                "A key that says it is for another algorithm is refused",
                aProof().header("jwk", jwk.with("alg", "\"ES384\"").toString()));
        changed(
                "jwk-reference",
                "A kid in place of the key is no key",
                aProof().withoutHeader("jwk").header("kid", "\"es256-other\""));
        String weak = confirming("{\"jkt\":\"" + thumbprint(key("rsa-1024")) + "\"}");
        var small = add("jwk-rsa-1024", "An RSA key of 1024 bits is too weak", "R-013; R-205");
        small.request(
                        weak,
                        aProof("RS256", weak)
                                .signedBy("rsa-1024")
                                .header("jwk", jwk(key("rsa-1024"), "RS256").toString())
                                .sign(small.id()))
                .refused(INVALID);
        var browser = add("jwk-of-a-browser", "key_ops and ext do no harm", "R-205; RFC 7517 §4");
        browser.request(
                        bound(),
                        aProof().header(
                                        "jwk",
                                        jwk.with("key_ops", "[\"verify\"]")
                                                .with("ext", "true")
                                                .toString())
                                .sign(browser.id()))
                .trusted();
    }

    private String jwkMember(String name) {
        return Json.quoted(holder("ES256").text(name));
    }

    private void signatures() {
        changed(
                "signed-by-another",
                "Whoever names the key has to hold it",
                aProof().signedBy("es256"));
        var draft = aProof();
        byte[] good = draft.signature("dpop signature");
        byte[] flipped = good.clone();
        flipped[40] ^= 1;
        for (var bad :
                Map.of(
                                "flipped-bit",
                                flipped,
                                "zeros",
                                new byte[64],
                                "cut",
                                java.util.Arrays.copyOf(good, 63),
                                "none",
                                new byte[0])
                        .entrySet()
                        .stream()
                        .sorted(Map.Entry.comparingByKey())
                        .toList()) {
            add("signature-" + bad.getKey(), "A signature that does not hold", "R-014; R-205")
                    .request(bound(), draft.with(bad.getValue()))
                    .refused(INVALID);
        }
        String proof = draft.with(good);
        String other =
                Base64Url.encode(
                        aProof().claim("htm", "\"POST\"")
                                .claimsText()
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String[] parts = proof.split("\\.", -1);
        add("payload-changed", "A proof that was changed after it was signed", "R-205")
                .request(bound(), parts[0] + "." + other + "." + parts[2])
                .method("POST")
                .refused(INVALID);
        changed("crit", "An extension that nobody knows", aProof().header("crit", "[\"b64\"]"));
        changed("b64", "An unencoded payload", aProof().header("b64", "false"));
    }

    private void payloads() {
        for (String claim : List.of("jti", "htm", "htu", "iat")) {
            changed("no-" + claim, "A proof says " + claim, aProof().without(claim));
            changed(
                    claim + "-of-another-type",
                    "A " + claim + " of another JSON type is none",
                    aProof().claim(claim, "[\"x\"]"));
        }
        changed("payload-array", "A payload is an object", aProof().payloadText("[]"));
        String twice = aProof().claimsText().replaceFirst("\\{", "{\"htm\":\"POST\",");
        changed("member-twice", "A name is used once", aProof().payloadText(twice));
    }

    /// A good proof with one thing wrong, and properly signed.
    private void changed(String id, String title, TokenDraft proof) {
        var each = add(id, title, "R-205; RFC 9449 §4.3");
        each.request(bound(), proof.sign(each.id())).refused(INVALID);
    }
}
