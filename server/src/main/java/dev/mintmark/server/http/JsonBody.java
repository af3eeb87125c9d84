package dev.mintmark.server.http;

import dev.mintmark.verifier.json.JsonArray;
import dev.mintmark.verifier.json.JsonBoolean;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonNumber;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.MalformedJson;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads a request body that must be one JSON object. What is wrong with it becomes a problem for
/// the client that names the member, never its value.
public final class JsonBody {
    private static final Pattern CONTENT_TYPE =
            Pattern.compile(
                    "application/json[ \\t]*(;[ \\t]*charset=\"?utf-8\"?)?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,14}");
    private static final JsonLimits LIMITS = new JsonLimits(64 * 1024, 8, 1_000);

    private static final JsonObject NOTHING = new JsonObject(Map.of());

    private final JsonObject object;

    private JsonBody(JsonObject object) {
        this.object = object;
    }

    /// Hands the body to `use`, unless it is not one; answers a [Wrong] that `use` throws.
    public static HttpResponse read(HttpRequest request, Function<JsonBody, HttpResponse> use) {
        var types = request.headers().values("Content-Type");
        if (types.size() != 1 || !CONTENT_TYPE.matcher(types.getFirst()).matches()) {
            return Problem.of(
                            415,
                            "unsupported_media_type",
                            "The content type must be application/json.")
                    .toResponse();
        }
        try {
            if (JsonReader.read(request.body(), LIMITS) instanceof JsonObject object) {
                return use.apply(new JsonBody(object));
            }
            return invalid("The body must be a JSON object.");
        } catch (MalformedJson e) {
            return invalid("The body is not well-formed JSON.");
        } catch (Wrong e) {
            return invalid(e.sentence);
        }
    }

    /// Like [#read], but no body at all is as good as an object without members.
    public static HttpResponse readIfAny(
            HttpRequest request, Function<JsonBody, HttpResponse> use) {
        if (request.body().length > 0 || request.headers().has("Content-Type")) {
            return read(request, use);
        }
        try {
            return use.apply(new JsonBody(NOTHING));
        } catch (Wrong e) {
            return invalid(e.sentence);
        }
    }

    private static HttpResponse invalid(String sentence) {
        return Problem.of(400, "invalid_request", sentence).toResponse();
    }

    public String text(String name) {
        return optionalText(name)
                .orElseThrow(() -> new Wrong("The member " + name + " is missing."));
    }

    public Optional<String> optionalText(String name) {
        return switch (object.member(name)) {
            case null -> Optional.empty();
            case JsonString(var value) -> Optional.of(value);
            default -> throw new Wrong("The member " + name + " must be a string.");
        };
    }

    /// A whole number that is not negative.
    public OptionalLong optionalNumber(String name) {
        return switch (object.member(name)) {
            case null -> OptionalLong.empty();
            case JsonNumber number when WHOLE.matcher(number.text()).matches() ->
                    OptionalLong.of(Long.parseLong(number.text()));
            default -> throw new Wrong("The member " + name + " must be a whole number.");
        };
    }

    public boolean flag(String name) {
        return switch (object.member(name)) {
            case null -> false;
            case JsonBoolean(var value) -> value;
            default -> throw new Wrong("The member " + name + " must be true or false.");
        };
    }

    public List<String> texts(String name) {
        return switch (object.member(name)) {
            case null -> List.of();
            case JsonArray(var items) -> {
                var texts = new ArrayList<String>();
                for (var item : items) {
                    if (!(item instanceof JsonString(var value))) {
                        throw new Wrong("The member " + name + " must be a list of strings.");
                    }
                    texts.add(value);
                }
                yield texts;
            }
            default -> throw new Wrong("The member " + name + " must be a list of strings.");
        };
    }

    /// An object within; one without members where there is none.
    public JsonBody object(String name) {
        return switch (object.member(name)) {
            case null -> new JsonBody(NOTHING);
            case JsonObject inner -> new JsonBody(inner);
            default -> throw new Wrong("The member " + name + " must be an object.");
        };
    }

    public boolean has(String name) {
        return object.has(name);
    }

    /// A value that cannot be used. Leaves the reading of a body from any depth; [#read] turns it
    /// into an answer.
    public static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String sentence;

        /// @param sentence for the client; must not quote what was sent
        public Wrong(String sentence) {
            super(sentence, null, false, false);
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }
}
