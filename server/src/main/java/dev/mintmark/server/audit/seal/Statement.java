package dev.mintmark.server.audit.seal;

import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.jose.Sha256;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonNumber;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.JsonWriter;
import dev.mintmark.verifier.json.MalformedJson;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// What a seal says.
///
/// @param number of the seal, from 1 on
/// @param first number of the first record under it
/// @param last number of the last
/// @param records how many there are; numbers may have gaps
/// @param root of their hash tree
/// @param prints hash of their [Prints]
/// @param total how many records all seals up to this one are over
/// @param previous hash of what the seal before says, with its header; empty for the first seal
public record Statement(
        String issuer,
        long number,
        long first,
        long last,
        int records,
        byte[] root,
        byte[] prints,
        long total,
        Optional<byte[]> previous,
        Instant sealedAt) {
    /// `typ` of the JWS that it travels in.
    public static final String TYPE = "audit-seal+jwt";

    private static final JsonLimits LIMITS = new JsonLimits(4_096, 2, 20);

    byte[] json() {
        var json =
                new JsonWriter()
                        .beginObject()
                        .field("iss", issuer)
                        .field("iat", sealedAt.getEpochSecond())
                        .field("seal", number)
                        .field("first", first)
                        .field("last", last)
                        .field("records", records)
                        .field("total", total)
                        .field("root", Base64Url.encode(root))
                        .field("prints", Base64Url.encode(prints));
        previous.ifPresent(hash -> json.field("previous", Base64Url.encode(hash)));
        return json.endObject().toBytes();
    }

    /// Of a compact JWS, whose signature is not looked at.
    static Optional<Statement> read(String jws) {
        int from = jws.indexOf('.');
        int until = jws.lastIndexOf('.');
        if (from < 0 || until <= from) {
            return Optional.empty();
        }
        try {
            return JsonReader.read(bytes(jws.substring(from + 1, until)), LIMITS)
                            instanceof JsonObject claims
                    ? Optional.of(of(claims))
                    : Optional.empty();
        } catch (MalformedJson | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Statement of(JsonObject claims) {
        return new Statement(
                text(claims, "iss"),
                number(claims, "seal"),
                number(claims, "first"),
                number(claims, "last"),
                Math.toIntExact(number(claims, "records")),
                bytes(text(claims, "root")),
                bytes(text(claims, "prints")),
                number(claims, "total"),
                claims.has("previous")
                        ? Optional.of(bytes(text(claims, "previous")))
                        : Optional.empty(),
                Instant.ofEpochSecond(number(claims, "iat")));
    }

    /// @throws IllegalArgumentException for what is no base64url
    static byte[] bytes(String text) {
        byte[] bytes = Base64Url.decode(text);
        if (bytes == null) {
            throw new IllegalArgumentException("not base64url");
        }
        return bytes;
    }

    private static String text(JsonObject claims, String name) {
        if (claims.member(name) instanceof JsonString(var text)) {
            return text;
        }
        throw new IllegalArgumentException("no text " + name);
    }

    private static long number(JsonObject claims, String name) {
        if (claims.member(name) instanceof JsonNumber number) {
            return Long.parseLong(number.text());
        }
        throw new IllegalArgumentException("no number " + name);
    }

    /// The hash that the next seal names. It leaves out the signature, of which one statement may
    /// have several.
    static byte[] hash(String jws) {
        return Sha256.of(jws.substring(0, jws.lastIndexOf('.')).getBytes(StandardCharsets.UTF_8));
    }

    boolean follows(byte[] hash) {
        return previous.filter(named -> Arrays.equals(named, hash)).isPresent();
    }
}
