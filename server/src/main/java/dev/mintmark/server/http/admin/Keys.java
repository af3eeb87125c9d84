package dev.mintmark.server.http.admin;

import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.key.KeyRing;
import dev.mintmark.verifier.json.JsonWriter;

/// `/admin/v1/keys`.
final class Keys {
    private final KeyRing ring;

    Keys(KeyRing ring) {
        this.ring = ring;
    }

    HttpResponse list(HttpRequest request) {
        var json = new JsonWriter().beginObject().name("keys").beginArray();
        for (var key : ring.records()) {
            json.beginObject()
                    .field("kid", key.kid().value())
                    .field("alg", key.algorithm().wireName())
                    .field("use", "sig")
                    .field("state", key.state().word())
                    .field("since", key.since().toString())
                    .field("created_at", key.createdAt().toString())
                    .endObject();
        }
        return HttpResponse.json(200, json.endArray().endObject().toBytes());
    }
}
