package dev.mintmark.verifier.revocation;

import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.json.JsonNumber;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.JsonValue;
import dev.mintmark.verifier.jwt.NumericDate;

import org.jspecify.annotations.Nullable;

import java.util.OptionalLong;

/// The claims of a status list token (Token Status List, section 5.1), whose signature has held.
final class StatusListReader {

    /// A week: beyond it a number is as good as none.
    private static final long LONGEST_TTL = 7 * 24 * 3600;

    private StatusListReader() {}

    /// @param uri where it was fetched, which the list has to say itself, or it could be swapped
    ///   for another of the same issuer
    /// @param mostBytes that its places may take
    static StatusList read(JsonObject claims, String uri, int mostBytes) throws Malformed {
        if (!(claims.member("sub") instanceof JsonString named) || !named.value().equals(uri)) {
            throw new Malformed("sub is not the address of the list");
        }
        OptionalLong signedAt = NumericDate.roundedDown(claims.member("iat"));
        if (signedAt.isEmpty()) {
            throw new Malformed("iat is absent or not a date");
        }
        long expiresAt = Long.MAX_VALUE;
        if (claims.has("exp")) {
            expiresAt =
                    NumericDate.roundedDown(claims.member("exp"))
                            .orElseThrow(() -> new Malformed("exp is not a date"));
        }
        if (!(claims.member("status_list") instanceof JsonObject list)) {
            throw new Malformed("status_list is absent or not an object");
        }
        int bits = bits(list.member("bits"));
        byte[] packed = packed(list.member("lst"), mostBytes);
        return new StatusList(
                bits, packed, signedAt.getAsLong(), expiresAt, ttl(claims.member("ttl")));
    }

    private static int bits(@Nullable JsonValue value) throws Malformed {
        long bits = value instanceof JsonNumber number ? number.asLong().orElse(0) : 0;
        if (bits != 1 && bits != 2 && bits != 4 && bits != 8) {
            throw new Malformed("bits is not 1, 2, 4 or 8");
        }
        return (int) bits;
    }

    private static byte[] packed(@Nullable JsonValue value, int mostBytes) throws Malformed {
        byte[] zlib = value instanceof JsonString text ? Base64Url.decode(text.value()) : null;
        if (zlib == null) {
            throw new Malformed("lst is absent or not canonical base64url");
        }
        return Inflation.of(zlib, mostBytes);
    }

    private static long ttl(@Nullable JsonValue value) throws Malformed {
        if (value == null) {
            return 0;
        }
        var seconds = value instanceof JsonNumber number ? number.asDecimal().orElse(null) : null;
        if (seconds == null || seconds.signum() <= 0) {
            throw new Malformed("ttl is not a positive number");
        }
        return Math.max(1, (long) Math.min(LONGEST_TTL, seconds.doubleValue()));
    }
}
