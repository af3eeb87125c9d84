package dev.mintmark.server.secret;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/// The text form of every secret Mintmark hands out: `mm_<kind>_<base62 payload><base62 CRC-32>`.
///
/// The mark lets secret scanners find a leaked one, and lets us refuse a mistyped or cut one before
/// any database is asked. The checksum is no protection: anybody can compute it.
public final class MarkedText {
    private static final int CHECKSUM_CHARS = 6;

    /// What a marked text is for. `payloadBytes` is a multiple of eight.
    public enum Kind {
        REFRESH_TOKEN("mm_rt_", 72),
        SESSION_HANDLE("mm_sh_", 72),
        CLIENT_SECRET("mm_cs_", 32),
        ADMIN_KEY("mm_ak_", 32),
        CONSOLE_HANDLE("mm_ch_", 32);

        private final String prefix;
        private final int payloadBytes;

        Kind(String prefix, int payloadBytes) {
            this.prefix = prefix;
            this.payloadBytes = payloadBytes;
        }

        int payloadChars() {
            return payloadBytes / Base62.BLOCK_BYTES * Base62.BLOCK_CHARS;
        }

        int chars() {
            return prefix.length() + payloadChars() + CHECKSUM_CHARS;
        }
    }

    private MarkedText() {}

    public static String write(Kind kind, byte[] payload) {
        if (payload.length != kind.payloadBytes) {
            throw new IllegalArgumentException(kind + " holds " + kind.payloadBytes + " bytes");
        }
        var text = new StringBuilder(kind.chars()).append(kind.prefix);
        Base62.encode(payload, text);
        Base62.encode(checksum(text), CHECKSUM_CHARS, text);
        return text.toString();
    }

    /// The payload, or empty when the text is not a whole, canonical one of this kind.
    public static Optional<byte[]> read(Kind kind, String text) {
        if (text.length() != kind.chars() || !text.startsWith(kind.prefix)) {
            return Optional.empty();
        }
        int end = kind.prefix.length() + kind.payloadChars();
        var payload = new byte[kind.payloadBytes];
        if (!Base62.decode(text, kind.prefix.length(), payload)) {
            return Optional.empty();
        }
        var expected = new StringBuilder(CHECKSUM_CHARS);
        Base62.encode(checksum(text.substring(0, end)), CHECKSUM_CHARS, expected);
        return text.endsWith(expected.toString()) ? Optional.of(payload) : Optional.empty();
    }

    /// Whether a text claims to be of this kind, whole or not.
    public static boolean isMarked(Kind kind, String text) {
        return text.startsWith(kind.prefix);
    }

    private static long checksum(CharSequence text) {
        var crc = new CRC32();
        crc.update(text.toString().getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }
}
