package dev.mintmark.verifier.jose;

import java.math.BigInteger;

/// Tells which 32 bytes spell a point (RFC 8032 §5.1.3): only about half of them do.
///
/// The JDK finds out when an engine is made for the key, which is while a token waits for its
/// verdict; the Amazon Corretto Crypto Provider with each signature. Both are too late to leave the
/// key out of its set.
final class Ed25519Curve {

    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    private static final BigInteger D =
            BigInteger.valueOf(-121_665).multiply(BigInteger.valueOf(121_666).modInverse(P)).mod(P);

    private static final BigInteger HALF = P.shiftRight(1);

    private Ed25519Curve() {}

    /// @param encoded y with the lowest byte first, and in the highest bit the sign of x
    static boolean contains(byte[] encoded) {
        var bytes = new byte[encoded.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = encoded[encoded.length - 1 - i];
        }
        boolean negative = bytes[0] < 0;
        bytes[0] &= 0x7F;
        var y = new BigInteger(1, bytes);
        if (y.compareTo(P) >= 0) {
            return false;
        }
        // x² = u/v; v is never zero, and u·v is a square exactly where u/v is.
        BigInteger ySquared = y.multiply(y).mod(P);
        BigInteger u = ySquared.subtract(BigInteger.ONE);
        BigInteger v = D.multiply(ySquared).add(BigInteger.ONE);
        BigInteger product = u.multiply(v).mod(P);
        return product.signum() == 0 ? !negative : product.modPow(HALF, P).equals(BigInteger.ONE);
    }
}
