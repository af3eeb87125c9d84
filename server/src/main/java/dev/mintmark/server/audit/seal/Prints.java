package dev.mintmark.server.audit.seal;

import java.util.Arrays;
import java.util.List;

/// The first bytes of the hashes of all records of a range. The root of the tree says whether
/// anything is wrong; these say with which record.
final class Prints {
    static final int BYTES = 8;

    private Prints() {}

    static byte[] of(List<byte[]> leaves) {
        var prints = new byte[leaves.size() * BYTES];
        for (int i = 0; i < leaves.size(); i++) {
            System.arraycopy(leaves.get(i), 0, prints, i * BYTES, BYTES);
        }
        return prints;
    }

    static int count(byte[] prints) {
        return prints.length / BYTES;
    }

    /// Whether a leaf is the one at a place.
    static boolean isAt(byte[] prints, int place, byte[] leaf) {
        int from = place * BYTES;
        return Arrays.equals(prints, from, from + BYTES, leaf, 0, BYTES);
    }
}
