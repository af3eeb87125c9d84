package dev.mintmark.verifier.dpop;

import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.MalformedJson;
import dev.mintmark.verifier.jwt.NumericDate;

import org.jspecify.annotations.Nullable;

import java.util.OptionalLong;

/// What a proof says (RFC 9449 §4.2), read out of a payload whose signature held.
///
/// @param issuedFrom `iat` without its fraction, for telling its age
/// @param issuedUpTo `iat` rounded up, for telling whether it is in the future
/// @param expires empty without `exp`, which RFC 9449 does not ask for but JWT gives a meaning to
/// @param notBefore likewise for `nbf`
/// @param ath absent where there is no access token yet
record ProofClaims(
        String htm,
        String htu,
        String jti,
        long issuedFrom,
        long issuedUpTo,
        OptionalLong expires,
        OptionalLong notBefore,
        @Nullable String ath,
        @Nullable String nonce) {

    /// 96 bits in base64url; RFC 9449 §4.2 wants the id to be unique, and not by luck.
    private static final int SHORTEST_ID = 16;

    private static final int LONGEST_ID = 255;

    static ProofClaims in(byte[] signedPayload) throws InvalidProof {
        JsonObject claims;
        try {
            if (!(JsonReader.read(signedPayload, JsonLimits.CLAIMS) instanceof JsonObject object)) {
                throw new InvalidProof("the proof's payload is not an object");
            }
            claims = object;
        } catch (MalformedJson e) {
            throw new InvalidProof("the proof's payload: " + e.getMessage());
        }
        OptionalLong from = NumericDate.roundedDown(claims.member("iat"));
        OptionalLong upTo = NumericDate.roundedUp(claims.member("iat"));
        if (from.isEmpty() || upTo.isEmpty()) {
            throw new InvalidProof("the proof's iat is absent or not a date");
        }
        String jti = required(claims, "jti");
        if (jti.length() < SHORTEST_ID || jti.length() > LONGEST_ID) {
            throw new InvalidProof("the proof's jti does not have 16 to 255 characters");
        }
        return new ProofClaims(
                required(claims, "htm"),
                required(claims, "htu"),
                jti,
                from.getAsLong(),
                upTo.getAsLong(),
                date(claims, "exp", NumericDate.roundedDown(claims.member("exp"))),
                date(claims, "nbf", NumericDate.roundedUp(claims.member("nbf"))),
                optional(claims, "ath"),
                optional(claims, "nonce"));
    }

    private static OptionalLong date(JsonObject claims, String name, OptionalLong date)
            throws InvalidProof {
        if (claims.has(name) && date.isEmpty()) {
            throw new InvalidProof("the proof's " + name + " is not a date");
        }
        return date;
    }

    private static String required(JsonObject claims, String name) throws InvalidProof {
        String value = optional(claims, name);
        if (value == null) {
            throw new InvalidProof("the proof has no " + name);
        }
        return value;
    }

    private static @Nullable String optional(JsonObject claims, String name) throws InvalidProof {
        var value = claims.member(name);
        if (value == null) {
            return null;
        }
        if (value instanceof JsonString string) {
            return string.value();
        }
        throw new InvalidProof("the proof's " + name + " is not a string");
    }
}
