package dev.mintmark.verifier;

import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.MalformedJson;

import org.jspecify.annotations.Nullable;

/// What a token's header turned out to be.
sealed interface HeaderReading {

    /// The three members we act on. `jku`, `x5u`, `jwk` and `x5c` are not read at all: whoever
    /// sends a token does not get to say which key is right (RFC 8725 §3.10).
    record Header(String alg, @Nullable String kid, @Nullable String typ)
            implements HeaderReading {}

    record Unacceptable(Verdict.Refused verdict) implements HeaderReading {}

    int LONGEST_KID = 128;

    /// Base64url grows by a third; checked before any decoding.
    int MOST_CHARACTERS = (JsonLimits.HEADER.maxBytes() * 4 + 2) / 3;

    static HeaderReading of(CompactToken token) {
        if (token.headerLength() > MOST_CHARACTERS) {
            return malformed("the header is longer than 2 KiB");
        }
        byte[] decoded = token.header();
        if (decoded == null) {
            return malformed("the header is not canonical base64url");
        }
        try {
            return JsonReader.read(decoded, JsonLimits.HEADER) instanceof JsonObject members
                    ? of(members)
                    : malformed("the header is not an object");
        } catch (MalformedJson e) {
            return malformed("header: " + e.getMessage());
        }
    }

    private static HeaderReading of(JsonObject members) {
        if (members.has("crit")) {
            // Lawful values name extensions that we understand, and we understand none.
            return malformed("crit asks for an extension");
        }
        if (members.has("b64")) {
            return malformed("b64 asks for an unencoded payload");
        }
        if (members.has("zip")) {
            return malformed("zip asks for a compressed payload");
        }
        if (!(members.member("alg") instanceof JsonString alg)) {
            return malformed("alg is absent or not a string");
        }
        if (!isStringOrAbsent(members, "kid")
                || !isStringOrAbsent(members, "typ")
                || !isStringOrAbsent(members, "cty")) {
            return malformed("kid, typ or cty is not a string");
        }
        String cty = members.string("cty").orElse("");
        if (MediaType.matches(cty, "JWT")) {
            return new Unacceptable(
                    new Verdict.Refused(Reason.WRONG_TYPE, "cty says it is a token in a token"));
        }
        String kid = members.string("kid").orElse(null);
        if (kid != null && kid.length() > LONGEST_KID) {
            return malformed("kid is longer than 128 characters");
        }
        return new Header(alg.value(), kid, members.string("typ").orElse(null));
    }

    private static boolean isStringOrAbsent(JsonObject members, String name) {
        var value = members.member(name);
        return value == null || value instanceof JsonString;
    }

    private static Unacceptable malformed(String detail) {
        return new Unacceptable(new Verdict.Refused(Reason.MALFORMED, detail));
    }
}
