package dev.mintmark.verifier.vectors;

import dev.mintmark.verifier.json.JsonArray;
import dev.mintmark.verifier.json.JsonNumber;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonWriter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One case about proofs of possession as it stands in its file, read as strictly as [VectorCase].
///
/// @param nonceSecret empty where no nonces are asked for
/// @param requests in their order, to one service
record DpopCase(
        String id,
        String title,
        String issuer,
        List<String> audiences,
        List<String> algorithms,
        List<String> accept,
        Optional<String> nonceSecret,
        String keySet,
        List<Request> requests) {

    private static final Set<String> FILE = Set.of("format", "theme", "about", "cases");
    private static final Set<String> CASE =
            Set.of("id", "title", "requirements", "settings", "keys", "requests");
    private static final Set<String> SETTINGS =
            Set.of("issuer", "audiences", "algorithms", "accept", "nonceSecret");
    private static final Set<String> REQUEST =
            Set.of("at", "method", "uri", "token", "proofs", "nonces", "verdict", "reason");

    /// @param nonces that the service takes at that time
    /// @param reason empty when the verdict is `trusted`
    record Request(
            long at,
            String method,
            String uri,
            String token,
            List<String> proofs,
            List<String> nonces,
            Optional<String> reason) {}

    static List<DpopCase> all() {
        try (var files = Files.list(VectorFolder.find().resolve("dpop"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .flatMap(file -> read(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<DpopCase> read(Path file) {
        JsonObject document = Json.read(file);
        require(document, FILE);
        String theme = text(document, "theme");
        if (((JsonNumber) document.member("format")).asLong().orElseThrow() != 1
                || !file.getFileName().toString().equals(theme + ".json")) {
            throw new IllegalStateException("a file has format 1 and is named after its theme");
        }
        text(document, "about");
        return ((JsonArray) document.member("cases"))
                .items().stream().map(item -> of((JsonObject) item, theme)).toList();
    }

    private static DpopCase of(JsonObject json, String theme) {
        require(json, CASE);
        String id = text(json, "id");
        if (!id.startsWith(theme + "/")
                || VectorCase.texts(json, "requirements").stream()
                        .noneMatch(each -> each.matches("R-[0-9]{3}"))) {
            throw new IllegalStateException(id + " has another theme, or no requirement");
        }
        var settings = (JsonObject) json.member("settings");
        require(settings, SETTINGS);
        return new DpopCase(
                id,
                text(json, "title"),
                text(settings, "issuer"),
                VectorCase.texts(settings, "audiences"),
                VectorCase.texts(settings, "algorithms"),
                VectorCase.texts(settings, "accept"),
                settings.string("nonceSecret"),
                new JsonWriter().value(json.member("keys")).toString(),
                ((JsonArray) json.member("requests"))
                        .items().stream().map(item -> request((JsonObject) item)).toList());
    }

    private static Request request(JsonObject json) {
        require(json, REQUEST);
        Optional<String> reason = json.string("reason");
        if (!text(json, "verdict").equals(reason.isEmpty() ? "trusted" : "refused")) {
            throw new IllegalStateException("refused has a reason, trusted has none");
        }
        return new Request(
                ((JsonNumber) json.member("at")).asLong().orElseThrow(),
                text(json, "method"),
                text(json, "uri"),
                text(json, "token"),
                VectorCase.texts(json, "proofs"),
                json.has("nonces") ? VectorCase.texts(json, "nonces") : List.of(),
                reason);
    }

    private static void require(JsonObject json, Set<String> known) {
        for (String name : json.members().keySet()) {
            if (!known.contains(name)) {
                throw new IllegalStateException("unknown field " + name);
            }
        }
    }

    private static String text(JsonObject json, String name) {
        return json.string(name)
                .orElseThrow(() -> new IllegalStateException("no text in field " + name));
    }
}
