package dev.mintmark.server.http.console;

import dev.mintmark.verifier.json.JsonArray;
import dev.mintmark.verifier.json.JsonBoolean;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonNumber;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.MalformedJson;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An answer of the admin API, for a page. What is absent reads as empty.
record Doc(JsonObject object) {
    static final Doc EMPTY = new Doc(new JsonObject(Map.of()));

    /// It is our own answer, and as large as a page of a list can be.
    private static final JsonLimits LIMITS = new JsonLimits(16 * 1024 * 1024, 16, 1_000_000);

    static Doc read(byte[] utf8) {
        if (utf8.length == 0) {
            return EMPTY;
        }
        try {
            if (JsonReader.read(utf8, LIMITS) instanceof JsonObject object) {
                return new Doc(object);
            }
        } catch (MalformedJson e) {
            throw new IllegalStateException("the admin API answers in JSON", e);
        }
        throw new IllegalStateException("the admin API answers with objects");
    }

    String text(String name) {
        return object.string(name).orElse("");
    }

    boolean flag(String name) {
        return object.member(name) instanceof JsonBoolean(var value) && value;
    }

    long number(String name) {
        return object.member(name) instanceof JsonNumber number ? number.asLong().orElse(0) : 0;
    }

    boolean has(String name) {
        return object.has(name);
    }

    Optional<Instant> time(String name) {
        return object.string(name).map(Instant::parse);
    }

    List<String> texts(String name) {
        if (!(object.member(name) instanceof JsonArray(var items))) {
            return List.of();
        }
        return items.stream()
                .filter(JsonString.class::isInstance)
                .map(item -> ((JsonString) item).value())
                .toList();
    }

    /// Each member that is a list of numbers.
    Map<String, double[]> numbers() {
        var found = new LinkedHashMap<String, double[]>();
        object.members()
                .forEach((name, value) -> {
                    if (value instanceof JsonArray(var items)) {
                        found.put(
                                name,
                                items.stream()
                                        .filter(JsonNumber.class::isInstance)
                                        .mapToDouble(item ->
                                                Double.parseDouble(((JsonNumber) item).text()))
                                        .toArray());
                    }
                });
        return found;
    }

    List<Doc> docs(String name) {
        if (!(object.member(name) instanceof JsonArray(var items))) {
            return List.of();
        }
        return items.stream()
                .filter(JsonObject.class::isInstance)
                .map(item -> new Doc((JsonObject) item))
                .toList();
    }

    Doc doc(String name) {
        return object.member(name) instanceof JsonObject inner ? new Doc(inner) : EMPTY;
    }

    /// May hold a secret that was just made.
    @Override
    public String toString() {
        return "Doc[***]";
    }
}
