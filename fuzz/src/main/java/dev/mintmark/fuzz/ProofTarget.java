package dev.mintmark.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.dpop.Dpop;
import dev.mintmark.verifier.dpop.Possession;
import dev.mintmark.verifier.dpop.ReplayStore;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.jose.PublicJwk;
import dev.mintmark.verifier.jose.SignatureProvider;
import dev.mintmark.verifier.jose.SigningEngine;
import dev.mintmark.verifier.jose.Thumbprint;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.JsonWriter;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Map;

/// Proofs of possession. The input is the header, the payload and the address of the request, with
/// zero bytes between them; what is missing is as in a good proof. `JWK` and `ATH` in it stand for
/// the sender's key and the token's hash, which no chance would find. An input that begins with a
/// zero byte is the text of the proof itself.
public final class ProofTarget {

    static final String HEADER = "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":JWK}";

    static final String PAYLOAD =
            "{\"jti\":\"proof-1\",\"htm\":\"GET\",\"htu\":\"https://api.example.com/orders/7\","
                    + "\"iat\":1800000000,\"ath\":\"ATH\"}";

    static final String ADDRESS = "https://api.example.com/orders/7?page=2";

    private static final String TOKEN = "a.b.c";
    private static final KeyPair SENDER = pair();
    private static final SigningEngine ENGINE =
            SigningEngine.of(SENDER.getPrivate(), Algorithm.ES256, SignatureProvider.jdk());
    private static final String JWK = jwk();
    private static final JsonObject CONFIRMATION =
            new JsonObject(
                    Map.of(
                            "jkt",
                            new JsonString(Thumbprint.of(SENDER.getPublic(), Algorithm.ES256))));

    /// What was used before is another matter, and would hide all that comes after.
    private static final Dpop DPOP =
            Dpop.remembering((fingerprint, now, until) -> ReplayStore.Use.FIRST)
                    .withClock(Judging.CLOCK);

    private ProofTarget() {}

    public static void fuzzerTestOneInput(byte[] data) throws Exception {
        String text = new String(data, ISO_8859_1);
        String[] parts = text.split("\0", 4);
        String proof;
        if (text.startsWith("\0")) {
            proof = text.substring(1);
        } else {
            proof = signed(parts[0], part(parts, 1, PAYLOAD));
        }
        Bounded.run(
                proof.length(),
                () -> judge(proof, text.startsWith("\0") ? ADDRESS : part(parts, 2, ADDRESS)));
    }

    private static void judge(String proof, String address) {
        Verdict.Refused objection =
                DPOP.proof(List.of(proof), "GET", address).objection(TOKEN, CONFIRMATION);
        Bounded.require(
                objection == null || objection.reason().code().startsWith("dpop_"),
                "refused as something else than a proof");
        Possession possession = DPOP.possession(List.of(proof), "GET", address);
        Bounded.require(
                objection != null || possession instanceof Possession.Shown,
                "held with a token and not without");
    }

    private static String part(String[] parts, int index, String otherwise) {
        return index < parts.length ? parts[index] : otherwise;
    }

    private static String signed(String header, String payload) throws Exception {
        String input =
                encoded(header.replace("JWK", JWK)) + '.' + encoded(payload.replace("ATH", hash()));
        return input + '.' + Base64Url.encode(ENGINE.sign(input.getBytes(UTF_8)));
    }

    private static String encoded(String text) {
        return Base64Url.encode(text.getBytes(ISO_8859_1));
    }

    private static String hash() throws GeneralSecurityException {
        return Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(TOKEN.getBytes(UTF_8)));
    }

    private static String jwk() {
        var json = new JsonWriter();
        PublicJwk.write(json, null, Algorithm.ES256, SENDER.getPublic());
        return json.toString();
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
    }
}
