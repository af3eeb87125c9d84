package dev.mintmark.verifier.jwt;

import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.MalformedJson;

import org.jspecify.annotations.Nullable;

/// The header of a signed token (RFC 7515 §4), with what every kind of token has to keep to.
///
/// @param members all of them. Of `jku`, `x5u`, `jwk` and `x5c` only a proof of possession may read
///   `jwk`: whoever sends a token does not get to say which key is right (RFC 8725 §3.10)
public record JoseHeader(
        String alg, @Nullable String kid, @Nullable String typ, JsonObject members) {

    private static final int LONGEST_KID = 128;

    public static JoseHeader of(CompactJws token) throws MalformedJws {
        return of(token, JsonLimits.HEADER);
    }

    public static JoseHeader of(CompactJws token, JsonLimits limits) throws MalformedJws {
        // Base64url grows by a third; checked before any decoding.
        if (token.headerLength() > (limits.maxBytes() * 4 + 2) / 3) {
            throw new MalformedJws("the header is longer than " + limits.maxBytes() + " bytes");
        }
        byte[] decoded = token.header();
        if (decoded == null) {
            throw new MalformedJws("the header is not canonical base64url");
        }
        try {
            if (JsonReader.read(decoded, limits) instanceof JsonObject members) {
                return of(members);
            }
        } catch (MalformedJson e) {
            throw new MalformedJws("header: " + e.getMessage());
        }
        throw new MalformedJws("the header is not an object");
    }

    private static JoseHeader of(JsonObject members) throws MalformedJws {
        if (members.has("crit")) {
            // Lawful values name extensions that we understand, and we understand none.
            throw new MalformedJws("crit asks for an extension");
        }
        if (members.has("b64")) {
            throw new MalformedJws("b64 asks for an unencoded payload");
        }
        if (members.has("zip")) {
            throw new MalformedJws("zip asks for a compressed payload");
        }
        String alg = members.string("alg").orElse(null);
        if (alg == null) {
            throw new MalformedJws("alg is absent or not a string");
        }
        if (!isStringOrAbsent(members, "kid")
                || !isStringOrAbsent(members, "typ")
                || !isStringOrAbsent(members, "cty")) {
            throw new MalformedJws("kid, typ or cty is not a string");
        }
        String kid = members.string("kid").orElse(null);
        if (kid != null && kid.length() > LONGEST_KID) {
            throw new MalformedJws("kid is longer than 128 characters");
        }
        return new JoseHeader(alg, kid, members.string("typ").orElse(null), members);
    }

    private static boolean isStringOrAbsent(JsonObject members, String name) {
        var value = members.member(name);
        return value == null || value instanceof JsonString;
    }

    /// Whether `typ` is there and means this media type, without its `application/`.
    public boolean isOfType(String expected) {
        return typ != null && MediaType.matches(typ, expected);
    }

    /// Whether its content is a token again (RFC 7519 §5.2).
    public boolean saysNested() {
        return MediaType.matches(members.string("cty").orElse(""), "JWT");
    }
}
