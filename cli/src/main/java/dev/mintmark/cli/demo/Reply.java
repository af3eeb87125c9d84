package dev.mintmark.cli.demo;

import dev.mintmark.verifier.json.JsonBoolean;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.MalformedJson;

import java.util.Map;

/// What a server answered.
record Reply(int status, JsonObject body) {
    static Reply of(int status, byte[] body) {
        try {
            return JsonReader.read(body, JsonLimits.DOCUMENT) instanceof JsonObject object
                    ? new Reply(status, object)
                    : new Reply(status, new JsonObject(Map.of()));
        } catch (MalformedJson e) {
            return new Reply(status, new JsonObject(Map.of()));
        }
    }

    String text(String member) {
        return body.string(member).orElseThrow(() -> new Surprised("an answer without " + member));
    }

    boolean flag(String member) {
        return body.member(member) instanceof JsonBoolean(var value) && value;
    }

    @Override
    public String toString() {
        return "Reply[" + status + "]";
    }
}
