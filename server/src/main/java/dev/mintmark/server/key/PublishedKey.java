package dev.mintmark.server.key;

import dev.mintmark.server.id.KeyId;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.PublicJwk;
import dev.mintmark.verifier.json.JsonWriter;

import java.security.PublicKey;
import java.util.Base64;

/// A key that verifies.
public record PublishedKey(KeyId kid, Algorithm algorithm, PublicKey publicKey) {
    private static final int LINE = 64;

    /// The SubjectPublicKeyInfo in the armour of RFC 7468, for tools that read no JWK.
    public String pem() {
        var lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
        return "-----BEGIN PUBLIC KEY-----\n"
                + lines.encodeToString(publicKey.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    public void writeJwk(JsonWriter json) {
        PublicJwk.write(json, kid.value(), algorithm, publicKey);
    }
}
