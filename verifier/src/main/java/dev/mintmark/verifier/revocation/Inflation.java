package dev.mintmark.verifier.revocation;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Unpacks a ZLIB stream (RFC 1950), and stops where it grows too long: a kilobyte can unpack to a
/// megabyte, and that to a gigabyte.
final class Inflation {

    private static final int FIRST_BYTES = 64 * 1024;

    private Inflation() {}

    static byte[] of(byte[] zlib, int mostBytes) throws Malformed {
        var inflater = new Inflater();
        try {
            inflater.setInput(zlib);
            return unpacked(inflater, mostBytes);
        } catch (DataFormatException e) {
            throw new Malformed("lst is no ZLIB stream");
        } finally {
            inflater.end();
        }
    }

    private static byte[] unpacked(Inflater inflater, int mostBytes)
            throws DataFormatException, Malformed {
        // One more than allowed, to see whether there is more.
        long room = mostBytes + 1L;
        var unpacked = new byte[(int) Math.min(room, FIRST_BYTES)];
        int length = 0;
        while (!inflater.finished()) {
            if (length == unpacked.length) {
                unpacked = Arrays.copyOf(unpacked, (int) Math.min(room, 2L * length));
            }
            int more = inflater.inflate(unpacked, length, unpacked.length - length);
            length += more;
            if (length > mostBytes) {
                throw new Malformed("lst unpacks to more than " + mostBytes + " bytes");
            }
            if (more == 0 && !inflater.finished()) {
                // It wants a dictionary, or ends before its end.
                throw new Malformed("lst is no complete ZLIB stream");
            }
        }
        if (inflater.getRemaining() > 0) {
            throw new Malformed("something follows the ZLIB stream in lst");
        }
        return Arrays.copyOf(unpacked, length);
    }
}
