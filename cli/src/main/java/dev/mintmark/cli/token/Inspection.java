package dev.mintmark.cli.token;

import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonWriter;
import dev.mintmark.verifier.json.MalformedJson;

import java.util.Optional;

/// A look inside a token without a judgement on it: anybody can write any header and any claims.
public sealed interface Inspection {
    record Unverified(JsonObject header, JsonObject claims) implements Inspection {
        public String json() {
            return new JsonWriter()
                    .beginObject()
                    .field("verified", false)
                    .field("header", header)
                    .field("claims", claims)
                    .endObject()
                    .toString();
        }
    }

    /// The sentence says what it looks like instead, but never repeats it.
    record NotAToken(String why) implements Inspection {}

    static Inspection of(String text) {
        if (text.startsWith("mm_")) {
            return new NotAToken(
                    "this is no JWT but a Mintmark secret: nothing to show, keep it private.");
        }
        var parts = text.split("\\.", -1);
        if (parts.length == 5) {
            return new NotAToken(
                    "this is an encrypted token (JWE); only its receiver can read it.");
        }
        if (parts.length != 3) {
            return new NotAToken(
                    "this is no signed token: expected three parts with dots between them.");
        }
        var header = object(parts[0], JsonLimits.HEADER);
        if (header.isEmpty()) {
            return new NotAToken(
                    "this is no signed token: its first part is not a JSON object in base64url.");
        }
        var claims = object(parts[1], JsonLimits.CLAIMS);
        if (claims.isEmpty()) {
            return new NotAToken(
                    "this is no JWT: its second part is not a JSON object in base64url.");
        }
        return new Unverified(header.get(), claims.get());
    }

    private static Optional<JsonObject> object(String part, JsonLimits limits) {
        var bytes = Base64Url.decode(part);
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            return JsonReader.read(bytes, limits) instanceof JsonObject object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }
}
