package dev.mintmark.adapter.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.json.JsonArray;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonNumber;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.JsonValue;
import dev.mintmark.verifier.json.JsonWriter;
import dev.mintmark.verifier.json.MalformedJson;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// One of the published vectors; their format is described beside them.
///
/// @param keySet the text of the issuer's key set; empty when there is a secret instead
/// @param subject of a token that has to be trusted; empty for one that has to be refused
record Vector(
        String id,
        JsonObject settings,
        Optional<String> keySet,
        Optional<JsonObject> secret,
        String token,
        Optional<String> subject) {

    private static final JsonLimits FILE = new JsonLimits(16 * 1024 * 1024, 64, 500_000);

    /// Every vector of every file.
    static List<Vector> all() {
        var all = new ArrayList<Vector>();
        try (var files = Files.list(folder())) {
            for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
                JsonObject theme = (JsonObject) JsonReader.read(Files.readAllBytes(file), FILE);
                if (number(theme, "format") != 1) {
                    throw new IllegalStateException("only format 1 can be read");
                }
                for (JsonValue each : ((JsonArray) member(theme, "cases")).items()) {
                    all.add(of((JsonObject) each));
                }
            }
        } catch (IOException | MalformedJson e) {
            throw new IllegalStateException(e);
        }
        return all;
    }

    private static Vector of(JsonObject json) {
        boolean trusted = text(json, "verdict").equals("trusted");
        return new Vector(
                text(json, "id"),
                (JsonObject) member(json, "settings"),
                json.member("keys") instanceof JsonObject keys
                        ? Optional.of(new JsonWriter().value(keys).toString())
                        : json.string("keysText"),
                Optional.ofNullable((JsonObject) json.member("secret")),
                text(json, "token"),
                trusted
                        ? Optional.of(text((JsonObject) member(json, "claims"), "sub"))
                        : Optional.empty());
    }

    /// Searched upwards, because Maven and editors start tests in different folders.
    private static Path folder() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("vectors/README.md"))) {
                return at.resolve("vectors");
            }
        }
        throw new IllegalStateException("no folder vectors/ above " + Path.of("").toAbsolutePath());
    }

    byte[] keySetBytes() {
        return keySet.orElseThrow().getBytes(UTF_8);
    }

    static JsonValue member(JsonObject json, String name) {
        return Objects.requireNonNull(json.member(name), name);
    }

    static String text(JsonObject json, String name) {
        return json.string(name).orElseThrow();
    }

    static long number(JsonObject json, String name) {
        return ((JsonNumber) member(json, name)).asLong().orElseThrow();
    }

    static List<String> texts(JsonObject json, String name) {
        return ((JsonArray) member(json, name))
                .items().stream().map(each -> ((JsonString) each).value()).toList();
    }
}
