package dev.mintmark.verifier;

import dev.mintmark.verifier.TokenHandles.StatusReference;
import dev.mintmark.verifier.json.JsonArray;
import dev.mintmark.verifier.json.JsonNumber;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.JsonValue;
import dev.mintmark.verifier.jwt.NumericDate;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Turns the payload into typed claims, or names the first claim that is absent or of the wrong
/// type. Types are checked here once; whether the values are acceptable is [ClaimsCheck]'s matter.
final class ClaimsReader {

    private static final int LONGEST_IDENTIFIER = 255;

    private final JsonObject payload;
    private @Nullable String wrong;

    private ClaimsReader(JsonObject payload) {
        this.payload = payload;
    }

    /// The claims, or the name of a claim that is not as it has to be.
    record Outcome(@Nullable AccessClaims claims, String wrongClaim) {}

    static Outcome read(JsonObject payload) {
        var reader = new ClaimsReader(payload);
        var claims =
                new ReadClaims(
                        reader.identifier("iss", Integer.MAX_VALUE),
                        reader.identifier("sub", LONGEST_IDENTIFIER),
                        reader.audience(),
                        reader.identifier("client_id", LONGEST_IDENTIFIER),
                        reader.identifier("jti", LONGEST_IDENTIFIER),
                        reader.session(),
                        reader.scopes(),
                        reader.date("iat", NumericDate.roundedUp(payload.member("iat"))),
                        reader.date("exp", NumericDate.roundedDown(payload.member("exp"))),
                        reader.notBefore(),
                        reader.status(),
                        payload);
        return reader.wrong == null ? new Outcome(claims, "") : new Outcome(null, reader.wrong);
    }

    private String identifier(String name, int longest) {
        if (payload.member(name) instanceof JsonString string
                && !string.value().isEmpty()
                && string.value().length() <= longest) {
            return string.value();
        }
        wrong(name);
        return "";
    }

    private Optional<String> session() {
        return payload.has("sid")
                ? Optional.of(identifier("sid", LONGEST_IDENTIFIER))
                : Optional.empty();
    }

    private long date(String name, OptionalLong seconds) {
        if (seconds.isEmpty()) {
            wrong(name);
        }
        return seconds.orElse(0);
    }

    private long notBefore() {
        return payload.has("nbf") ? date("nbf", NumericDate.roundedUp(payload.member("nbf"))) : 0;
    }

    /// A string, or an array of strings that is not empty (RFC 7519 §4.1.3).
    private List<String> audience() {
        JsonValue aud = payload.member("aud");
        if (aud instanceof JsonString one) {
            return List.of(one.value());
        }
        var named = new ArrayList<String>();
        if (aud instanceof JsonArray several) {
            for (JsonValue item : several.items()) {
                if (item instanceof JsonString string) {
                    named.add(string.value());
                } else {
                    wrong("aud");
                }
            }
        }
        if (named.isEmpty()) {
            wrong("aud");
        }
        return Collections.unmodifiableList(named);
    }

    /// A status mechanism other than the list is not ours to judge; a list that cannot be read is.
    private Optional<StatusReference> status() {
        JsonValue status = payload.member("status");
        if (status == null) {
            return Optional.empty();
        }
        if (status instanceof JsonObject mechanisms) {
            JsonValue list = mechanisms.member("status_list");
            if (list == null) {
                return Optional.empty();
            }
            if (list instanceof JsonObject place
                    && place.member("uri") instanceof JsonString uri
                    && place.member("idx") instanceof JsonNumber index
                    && index.asLong().orElse(-1) >= 0) {
                return Optional.of(new StatusReference(uri.value(), index.asLong().getAsLong()));
            }
        }
        wrong("status");
        return Optional.empty();
    }

    private Set<String> scopes() {
        JsonValue scope = payload.member("scope");
        if (scope == null) {
            return Set.of();
        }
        Set<String> words = scope instanceof JsonString string ? words(string.value()) : null;
        if (words == null) {
            wrong("scope");
            return Set.of();
        }
        return words;
    }

    /// Words with one space between two of them (RFC 6749 §3.3); null when it is something else.
    static @Nullable Set<String> words(String text) {
        if (text.isEmpty()) {
            return Set.of();
        }
        var words = new LinkedHashSet<String>();
        int from = 0;
        for (int space = text.indexOf(' '); space >= 0; space = text.indexOf(' ', from)) {
            words.add(text.substring(from, space));
            from = space + 1;
        }
        words.add(text.substring(from));
        return words.contains("") ? null : Collections.unmodifiableSet(words);
    }

    private void wrong(String name) {
        if (wrong == null) {
            wrong = name;
        }
    }
}
