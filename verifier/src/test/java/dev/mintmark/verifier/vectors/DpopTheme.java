package dev.mintmark.verifier.vectors;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.jose.Base64Url;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/// One file of vectors about proofs of possession being written.
class DpopTheme {

    private final KeyRing ring;
    private final String name;
    private final String about;
    private final List<DpopDraft> drafts = new ArrayList<>();

    DpopTheme(KeyRing ring, String name, String about) {
        this.ring = ring;
        this.name = name;
        this.about = about;
    }

    /// @param requirements separated by semicolons
    final DpopDraft add(String id, String title, String requirements) {
        String issuer =
                "{\"keys\": [" + ring.forAlgorithm("ES256").published("es256", "ES256") + "]}";
        var draft =
                new DpopDraft(
                        "dpop-" + name + "/" + id,
                        title,
                        List.of(requirements.split("; ", -1)),
                        issuer);
        drafts.add(draft);
        return draft;
    }

    /// A good token, with this `cnf`.
    final String confirming(String cnf) {
        var draft = new TokenDraft(ring, "ES256");
        return (cnf == null ? draft : draft.claim("cnf", cnf)).sign("dpop token " + cnf);
    }

    /// A good token that is bound to the key for this algorithm.
    final String boundTo(String alg) {
        return confirming("{\"jkt\":\"" + thumbprint(holder(alg)) + "\"}");
    }

    final String bound() {
        return boundTo("ES256");
    }

    /// A proof that is good for this token, at the usual address.
    final TokenDraft aProof(String alg, String token) {
        TestKey key = holder(alg);
        var draft = new TokenDraft(ring, alg).signedBy(key).withoutHeader("kid");
        draft.header("typ", "\"dpop+jwt\"").header("jwk", jwk(key, alg).toString());
        draft.claims().clear();
        return draft.claim("jti", "\"-BwC3ESc6acc2lTc\"")
                .claim("htm", Json.quoted(DpopDraft.METHOD))
                .claim("htu", Json.quoted(DpopDraft.ADDRESS))
                .claim("iat", TokenDraft.NOW)
                .claim("ath", Json.quoted(ath(token)));
    }

    final TokenDraft aProof() {
        return aProof("ES256", bound());
    }

    /// The client's key, which is never the issuer's.
    final TestKey holder(String alg) {
        return switch (alg) {
            case "RS256", "PS256", "RS512" -> ring.named("rsa-other");
            case "Ed25519", "EdDSA" -> ring.named("ed25519-other");
            default -> ring.named(alg.toLowerCase(java.util.Locale.ROOT) + "-other");
        };
    }

    final TestKey key(String keyName) {
        return ring.named(keyName);
    }

    final Jwk jwk(TestKey key, String alg) {
        return key.published("", alg).without("use").without("alg").without("kid");
    }

    /// RFC 7638, written once more here so that the vectors do not lean on what they test.
    static String thumbprint(TestKey key) {
        var members = new LinkedHashMap<String, String>();
        for (String member : new String[] {"crv", "e", "kty", "n", "x", "y"}) {
            key.jwk().string(member).ifPresent(text -> members.put(member, Json.quoted(text)));
        }
        return Base64Url.encode(sha256(Json.object(members).getBytes(UTF_8)));
    }

    static String ath(String token) {
        return Base64Url.encode(sha256(token.getBytes(US_ASCII)));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    final void write(Path folder) {
        String text =
                "{\n  \"format\": 1,\n  \"theme\": "
                        + Json.quoted("dpop-" + name)
                        + ",\n  \"about\": "
                        + Json.quoted(about)
                        + ",\n  \"cases\": [\n"
                        + drafts.stream().map(DpopDraft::json).collect(Collectors.joining(",\n"))
                        + "\n  ]\n}\n";
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("dpop-" + name + ".json"), text, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
