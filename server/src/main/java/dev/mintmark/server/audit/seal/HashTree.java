package dev.mintmark.server.audit.seal;

import dev.mintmark.verifier.jose.Sha256;

import java.util.List;

/// The hash tree of RFC 9162 section 2.1: leaves and nodes are hashed with different first bytes,
/// so that no node can pass for a record.
public final class HashTree {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private HashTree() {}

    public static byte[] leaf(byte[] record) {
        var input = new byte[1 + record.length];
        input[0] = LEAF;
        System.arraycopy(record, 0, input, 1, record.length);
        return Sha256.of(input);
    }

    /// @param leaves at least one
    public static byte[] root(List<byte[]> leaves) {
        int count = leaves.size();
        if (count == 0) {
            throw new IllegalArgumentException("a tree has a leaf");
        }
        if (count == 1) {
            return leaves.getFirst();
        }
        int left = Integer.highestOneBit(count - 1);
        return node(root(leaves.subList(0, left)), root(leaves.subList(left, count)));
    }

    private static byte[] node(byte[] left, byte[] right) {
        var input = new byte[1 + left.length + right.length];
        input[0] = NODE;
        System.arraycopy(left, 0, input, 1, left.length);
        System.arraycopy(right, 0, input, 1 + left.length, right.length);
        return Sha256.of(input);
    }
}
