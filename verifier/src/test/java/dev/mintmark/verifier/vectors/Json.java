package dev.mintmark.verifier.vectors;

import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonWriter;
import dev.mintmark.verifier.json.MalformedJson;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// JSON as text, so that nothing is too broken to be said.
final class Json {

    private static final JsonLimits FILE = new JsonLimits(16 * 1024 * 1024, 64, 500_000);

    private Json() {}

    static String quoted(String text) {
        return new JsonWriter().value(text).toString();
    }

    static String strings(List<String> texts) {
        return texts.stream().map(Json::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    /// The values are JSON already.
    static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    static JsonObject read(Path file) {
        try {
            return (JsonObject) JsonReader.read(Files.readAllBytes(file), FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedJson e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }
}
