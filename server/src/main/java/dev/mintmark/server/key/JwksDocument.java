package dev.mintmark.server.key;

import dev.mintmark.server.id.KeyId;
import dev.mintmark.server.secret.Sha256;
import dev.mintmark.verifier.json.JsonWriter;

import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The public keys as the world sees them (RFC 7517 section 5), written once per change.
///
/// @param json the document
/// @param etag its entity tag, quotes included (RFC 9110 section 8.8.3)
/// @param kids which keys are in it
public record JwksDocument(byte[] json, String etag, Set<KeyId> kids) {
    static JwksDocument of(List<PublishedKey> keys) {
        var writer = new JsonWriter().beginObject().name("keys").beginArray();
        for (var key : keys) {
            key.writeJwk(writer);
        }
        byte[] json = writer.endArray().endObject().toBytes();
        var hash = Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(json));
        var kids = keys.stream().map(PublishedKey::kid).collect(Collectors.toUnmodifiableSet());
        return new JwksDocument(json, '"' + hash.substring(0, 22) + '"', kids);
    }
}
