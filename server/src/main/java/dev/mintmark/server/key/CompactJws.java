package dev.mintmark.server.key;

import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.json.JsonWriter;

import java.util.Arrays;

/// Signs JSON as a compact JWS (RFC 7515 section 7.1).
public final class CompactJws {
    private CompactJws() {}

    /// @param type `typ`, which keeps one kind of token from being taken for another (RFC 8725
    ///   section 3.11)
    public static byte[] sign(SigningKey key, String type, byte[] claims) {
        var header =
                new JsonWriter()
                        .beginObject()
                        .field("alg", key.algorithm().wireName())
                        .field("typ", type)
                        .field("kid", key.kid().value())
                        .endObject()
                        .toBytes();
        byte[] signed = joined(Base64Url.encodeToBytes(header), Base64Url.encodeToBytes(claims));
        return joined(signed, Base64Url.encodeToBytes(key.sign(signed)));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + 1 + second.length);
        both[first.length] = '.';
        System.arraycopy(second, 0, both, first.length + 1, second.length);
        return both;
    }
}
