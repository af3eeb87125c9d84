package dev.mintmark.server.revocation.status;

import dev.mintmark.server.secret.Sha256;
import dev.mintmark.verifier.jose.Base64Url;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// A status list token as it is served, made once and handed out until the next.
///
/// @param token a compact JWS
/// @param gzipped the same, compressed
/// @param tag tells it from others (RFC 9110 section 8.8.3), without quotes
/// @param asOf what was revoked before this moment is in it
public record PublishedList(byte[] token, byte[] gzipped, String tag, Instant asOf) {
    private static final int TAG_CHARACTERS = 22;

    static PublishedList of(byte[] token, Instant asOf) {
        var tag = Base64Url.encode(Sha256.of(token)).substring(0, TAG_CHARACTERS);
        return new PublishedList(token, gzip(token), tag, asOf);
    }

    private static byte[] gzip(byte[] text) {
        var out = new ByteArrayOutputStream(text.length);
        try (var gzip = new Letters(out)) {
            gzip.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// The bits are compressed already. All there is to win back is what base64 lost, and shorter
    /// codes for fewer letters do that.
    private static final class Letters extends GZIPOutputStream {
        Letters(OutputStream out) throws IOException {
            super(out);
            def.setStrategy(Deflater.HUFFMAN_ONLY);
        }
    }
}
