package dev.mintmark.cli.admin;

import dev.mintmark.verifier.json.JsonArray;
import dev.mintmark.verifier.json.JsonBoolean;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonNumber;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.JsonValue;
import dev.mintmark.verifier.json.JsonWriter;
import dev.mintmark.verifier.json.MalformedJson;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A JSON object from the authority, read for showing: what is absent reads as empty, since an
/// older or newer authority may leave out or add members.
public record Document(JsonObject object) {
    /// An authority may have many sessions to list, and is trusted more than a token is.
    private static final JsonLimits LIMITS = new JsonLimits(64 * 1024 * 1024, 32, 5_000_000);

    static Document empty() {
        return new Document(new JsonObject(Map.of()));
    }

    /// What a program reads of an answer that has no body of its own: something, and what became of
    /// it.
    public static Document of(String name, String value, String became) {
        var members = new LinkedHashMap<String, JsonValue>();
        members.put(name, new JsonString(value));
        members.put(became, new JsonBoolean(true));
        return new Document(new JsonObject(members));
    }

    static Optional<Document> read(byte[] utf8) {
        try {
            return JsonReader.read(utf8, LIMITS) instanceof JsonObject object
                    ? Optional.of(new Document(object))
                    : Optional.empty();
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    public String text(String name) {
        return object.string(name).orElse("");
    }

    public boolean flag(String name) {
        return object.member(name) instanceof JsonBoolean(var value) && value;
    }

    public long number(String name) {
        return object.member(name) instanceof JsonNumber number ? number.asLong().orElse(0) : 0;
    }

    /// The strings of a list, in one line.
    public String words(String name) {
        if (!(object.member(name) instanceof JsonArray(var items))) {
            return "";
        }
        var words =
                items.stream()
                        .flatMap(item ->
                                item instanceof JsonString(var word)
                                        ? Stream.of(word)
                                        : Stream.empty());
        return String.join(" ", words.toList());
    }

    public List<String> texts(String name) {
        if (!(object.member(name) instanceof JsonArray(var items))) {
            return List.of();
        }
        return items.stream()
                .filter(JsonString.class::isInstance)
                .map(item -> ((JsonString) item).value())
                .toList();
    }

    public List<Document> documents(String name) {
        if (!(object.member(name) instanceof JsonArray(var items))) {
            return List.of();
        }
        return items.stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .map(Document::new)
                .toList();
    }

    /// The object that a member is; one without members when there is none.
    public Document document(String name) {
        return object.member(name) instanceof JsonObject inner ? new Document(inner) : empty();
    }

    public String json() {
        return new JsonWriter().value(object).toString();
    }
}
