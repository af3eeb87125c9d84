package dev.mintmark.verifier.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/// RSA by hand: encodings that no provider would produce.
final class RsaForgery {

    static final String SHA_1 = "3021300906052b0e03021a05000414";
    static final String SHA_256 = "3031300d060960864801650304020105000420";
    static final String SHA_256_WITHOUT_NULL = "302f300b06096086480165030402010420";
    static final String SHA_512 = "3051300d060960864801650304020305000440";

    private RsaForgery() {}

    static byte[] hash(String name, String text) {
        try {
            return MessageDigest.getInstance(name).digest(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// `00 01 FF … FF 00` and the rest, as long as the modulus.
    static byte[] padded(int length, byte[] rest) {
        var padded = new byte[length];
        Arrays.fill(padded, 1, length - rest.length - 1, (byte) 0xFF);
        padded[1] = 1;
        System.arraycopy(rest, 0, padded, length - rest.length, rest.length);
        return padded;
    }

    static byte[] digestInfo(String prefix, byte[] hash) {
        return Bytes.joined(HexFormat.of().parseHex(prefix), hash);
    }

    static byte[] raw(TestKey key, byte[] encoded) {
        return Numbers.bytes(
                new BigInteger(1, encoded).modPow(key.number("d"), key.number("n")),
                encoded.length);
    }

    /// Bleichenbacher's: under the exponent 3 a cube root is a signature for verifiers that do not
    /// look at what follows the hash.
    static byte[] cubeRoot(int length, byte[] digestInfo) {
        var start = new byte[length];
        byte[] head = padded(digestInfo.length + 11, digestInfo);
        System.arraycopy(head, 0, start, 0, head.length);
        BigInteger low = new BigInteger(1, start);
        BigInteger root = BigInteger.ONE.shiftLeft((low.bitLength() + 2) / 3);
        // Newton's way, from above.
        while (true) {
            BigInteger next =
                    root.shiftLeft(1)
                            .add(low.divide(root.multiply(root)))
                            .divide(BigInteger.valueOf(3));
            if (next.compareTo(root) >= 0) {
                break;
            }
            root = next;
        }
        return Numbers.bytes(root.add(BigInteger.ONE), length);
    }
}
