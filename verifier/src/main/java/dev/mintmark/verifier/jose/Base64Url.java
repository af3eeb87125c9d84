package dev.mintmark.verifier.jose;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/// Base64url without padding, in its one canonical spelling (RFC 7515 §2, RFC 4648 §3.5).
///
/// The JDK's decoder takes padding and ignores the unused bits of the last character, so `QQ`, `QR`
/// and `QQ==` mean the same byte to it. A token with several spellings slips past every deny list,
/// cache and hash that is keyed by its text; here each value has one spelling and all others are
/// refused.
public final class Base64Url {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    /// The value of each character, -1 for all that are not in the alphabet.
    private static final byte[] VALUES = values();

    private Base64Url() {}

    public static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /// As ASCII bytes, for callers that assemble a token without going through strings.
    public static byte[] encodeToBytes(byte[] bytes) {
        return ENCODER.encode(bytes);
    }

    /// The bytes, or null when the text is not canonical base64url.
    public static byte @Nullable [] decode(String text) {
        // A char beyond Latin-1 becomes '?', which is not in the alphabet either.
        byte[] ascii = text.getBytes(ISO_8859_1);
        return decode(ascii, 0, ascii.length);
    }

    /// The bytes spelled by `ascii[from … to-1]`, or null when that is not canonical base64url.
    ///
    /// The JDK's decoder does the bulk because it runs on vector instructions. It also finds what
    /// is not in the alphabet, except for padding: a last `=` is ours to refuse.
    public static byte @Nullable [] decode(byte[] ascii, int from, int to) {
        int length = to - from;
        if (length == 0) {
            return new byte[0];
        }
        int unusedBits =
                switch (length & 3) {
                    case 0 -> 0;
                    case 2 -> 0xF;
                    case 3 -> 0x3;
                    default -> -1;
                };
        byte last = ascii[to - 1];
        if (unusedBits < 0 || !isInAlphabet(last) || (VALUES[last] & unusedBits) != 0) {
            return null;
        }
        try {
            return DECODER.decode(ByteBuffer.wrap(ascii, from, length)).array();
        } catch (IllegalArgumentException notBase64Url) {
            return null;
        }
    }

    public static boolean isInAlphabet(byte character) {
        return character >= 0 && VALUES[character] >= 0;
    }

    private static byte[] values() {
        var values = new byte[128];
        Arrays.fill(values, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        return values;
    }
}
