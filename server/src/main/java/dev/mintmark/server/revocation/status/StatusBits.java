package dev.mintmark.server.revocation.status;

import dev.mintmark.server.id.StatusIndex;
import dev.mintmark.verifier.jose.Base64Url;

import java.io.ByteArrayOutputStream;
import java.util.BitSet;
import java.util.zip.Deflater;

/// The bits of one list, one for each place, lowest first within a byte (Token Status List, section
/// 4.1). Set is revoked, and none is ever cleared. For one thread at a time.
final class StatusBits {
    private final byte[] bytes = new byte[StatusIndex.PLACES / Byte.SIZE];

    /// @return whether it was not set before
    boolean set(int place) {
        int mask = 1 << (place % Byte.SIZE);
        boolean isNew = (bytes[place / Byte.SIZE] & mask) == 0;
        bytes[place / Byte.SIZE] |= (byte) mask;
        return isNew;
    }

    void setAll(BitSet places) {
        places.stream().forEach(this::set);
    }

    byte[] copy() {
        return bytes.clone();
    }

    /// `lst`: the bits compressed as ZLIB (RFC 1950) at the highest level (section 4.2).
    static String compressed(byte[] bits) {
        try (var deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            deflater.setInput(bits);
            deflater.finish();
            var out = new ByteArrayOutputStream(bits.length / 8);
            var buffer = new byte[16 * 1024];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return Base64Url.encode(out.toByteArray());
        }
    }
}
