package dev.mintmark.verifier.vectors;

import dev.mintmark.verifier.json.JsonArray;
import dev.mintmark.verifier.json.JsonNumber;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.JsonValue;
import dev.mintmark.verifier.json.JsonWriter;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One case as it stands in its file. Reading one refuses every field that the format does not
/// have, so that nothing in a file goes unheeded.
///
/// @param keySet the text of a JWK Set; empty when the case has a secret
/// @param reason empty when the verdict is `trusted`
/// @param claims what has to be reported; empty when the verdict is `refused`
public record VectorCase(
        String id,
        String title,
        List<String> requirements,
        Settings settings,
        Optional<String> keySet,
        Optional<SharedSecret> secret,
        String token,
        Optional<String> reason,
        Optional<JsonObject> claims) {

    static final List<String> REPORTED_CLAIMS =
            List.of("iss", "sub", "aud", "client_id", "jti", "iat", "exp", "scope", "sid");

    private static final Set<String> FILE = Set.of("format", "theme", "about", "cases");
    private static final Set<String> CASE =
            Set.of(
                    "id",
                    "title",
                    "requirements",
                    "settings",
                    "keys",
                    "keysText",
                    "secret",
                    "token",
                    "verdict",
                    "reason",
                    "claims");
    private static final Set<String> SETTINGS =
            Set.of(
                    "issuer",
                    "audiences",
                    "algorithms",
                    "now",
                    "leeway",
                    "maxLifetime",
                    "accept",
                    "rsaAlgorithm");
    private static final Set<String> SECRET = Set.of("kid", "alg", "k");

    /// What the verifier of the case is set up with.
    public record Settings(
            String issuer,
            List<String> audiences,
            List<String> algorithms,
            long now,
            long leeway,
            long maxLifetime,
            List<String> accept,
            Optional<String> rsaAlgorithm) {}

    public record SharedSecret(String kid, String alg, String k) {}

    static List<VectorCase> read(Path file) {
        JsonObject document = Json.read(file);
        require(document, FILE);
        if (number(document, "format") != 1) {
            throw new IllegalStateException("this reader knows format 1 only");
        }
        String theme = text(document, "theme");
        if (!file.getFileName().toString().equals(theme + ".json")) {
            throw new IllegalStateException("a file is named after its theme");
        }
        text(document, "about");
        return array(document, "cases").items().stream()
                .map(item -> of((JsonObject) item, theme))
                .toList();
    }

    private static VectorCase of(JsonObject json, String theme) {
        String id = text(json, "id");
        try {
            require(json, CASE);
            if (!id.startsWith(theme + "/")) {
                throw new IllegalStateException("an id starts with its theme");
            }
            if (texts(json, "requirements").stream()
                    .noneMatch(each -> each.matches("R-[0-9]{3}"))) {
                throw new IllegalStateException("a case names the requirement it is for");
            }
            return read(json, id);
        } catch (RuntimeException e) {
            throw new IllegalStateException(id + ": " + e.getMessage(), e);
        }
    }

    private static VectorCase read(JsonObject json, String id) {
        long sources = List.of("keys", "keysText", "secret").stream().filter(json::has).count();
        if (sources != 1) {
            throw new IllegalStateException("a case has either keys, keysText or a secret");
        }
        boolean trusted =
                switch (text(json, "verdict")) {
                    case "trusted" -> true;
                    case "refused" -> false;
                    default -> throw new IllegalStateException("a verdict is trusted or refused");
                };
        if (json.has("reason") == trusted || json.has("claims") != trusted) {
            throw new IllegalStateException("trusted has claims, refused has a reason");
        }
        var claims = Optional.ofNullable((JsonObject) json.member("claims"));
        claims.ifPresent(expected -> require(expected, Set.copyOf(REPORTED_CLAIMS)));
        return new VectorCase(
                id,
                text(json, "title"),
                texts(json, "requirements"),
                settings((JsonObject) json.member("settings")),
                json.has("keys")
                        ? Optional.of(new JsonWriter().value(json.member("keys")).toString())
                        : json.string("keysText"),
                Optional.ofNullable((JsonObject) json.member("secret")).map(VectorCase::secret),
                text(json, "token"),
                json.string("reason"),
                claims);
    }

    private static Settings settings(JsonObject json) {
        require(json, SETTINGS);
        return new Settings(
                text(json, "issuer"),
                texts(json, "audiences"),
                texts(json, "algorithms"),
                number(json, "now"),
                number(json, "leeway"),
                number(json, "maxLifetime"),
                texts(json, "accept"),
                json.string("rsaAlgorithm"));
    }

    private static SharedSecret secret(JsonObject json) {
        require(json, SECRET);
        return new SharedSecret(text(json, "kid"), text(json, "alg"), text(json, "k"));
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

    private static long number(JsonObject json, String name) {
        return ((JsonNumber) json.member(name)).asLong().orElseThrow();
    }

    private static JsonArray array(JsonObject json, String name) {
        return (JsonArray) json.member(name);
    }

    static List<String> texts(JsonObject json, String name) {
        return array(json, name).items().stream().map(VectorCase::text).toList();
    }

    private static String text(JsonValue value) {
        return ((JsonString) value).value();
    }
}
