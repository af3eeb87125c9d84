package dev.mintmark.verifier.jose;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Arrays;

/// The three NIST curves that RFC 7518 names for signatures.
enum Curve {
    P_256("P-256", "secp256r1", 32),
    P_384("P-384", "secp384r1", 48),
    P_521("P-521", "secp521r1", 66);

    private final String jwkName;
    private final int coordinateBytes;

    @SuppressWarnings("ImmutableEnumChecker") // immutable, though its type does not say so
    private final ECParameterSpec parameters;

    @SuppressWarnings("ImmutableEnumChecker") // never leaves this class
    private final byte[] order;

    Curve(String jwkName, String jcaName, int coordinateBytes) {
        this.jwkName = jwkName;
        this.coordinateBytes = coordinateBytes;
        this.parameters = parameters(jcaName);
        this.order = unsigned(parameters.getOrder(), coordinateBytes);
    }

    String jwkName() {
        return jwkName;
    }

    int coordinateBytes() {
        return coordinateBytes;
    }

    ECParameterSpec parameters() {
        return parameters;
    }

    /// A provider that skips this accepts points of a small twist, or of no curve at all.
    boolean contains(ECPoint point) {
        if (ECPoint.POINT_INFINITY.equals(point)) {
            return false;
        }
        BigInteger p = ((ECFieldFp) parameters.getCurve().getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (x.signum() < 0 || x.compareTo(p) >= 0 || y.signum() < 0 || y.compareTo(p) >= 0) {
            return false;
        }
        var curve = parameters.getCurve();
        BigInteger right = x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB());
        return y.multiply(y).subtract(right).mod(p).signum() == 0;
    }

    boolean hasParameters(ECParameterSpec other) {
        return parameters.getCurve().equals(other.getCurve())
                && parameters.getGenerator().equals(other.getGenerator())
                && parameters.getOrder().equals(other.getOrder())
                && parameters.getCofactor() == other.getCofactor();
    }

    /// A raw signature is `R‖S`, both in `1 … n-1`. With both zero, a provider that divides before
    /// it looks accepts any message (CVE-2022-21449), so this is never left to the provider.
    boolean isSignature(byte[] raw) {
        return raw.length == 2 * coordinateBytes
                && isScalar(raw, 0)
                && isScalar(raw, coordinateBytes);
    }

    private boolean isScalar(byte[] raw, int from) {
        int to = from + coordinateBytes;
        boolean zero = true;
        for (int i = from; i < to && zero; i++) {
            zero = raw[i] == 0;
        }
        return !zero && Arrays.compareUnsigned(raw, from, to, order, 0, coordinateBytes) < 0;
    }

    /// Big-endian, padded on the left: the form of coordinates in a JWK and of scalars in a
    /// signature.
    static byte[] unsigned(BigInteger value, int length) {
        byte[] signed = value.toByteArray();
        int skip = Math.max(0, signed.length - length);
        var fixed = new byte[length];
        System.arraycopy(
                signed, skip, fixed, length - (signed.length - skip), signed.length - skip);
        return fixed;
    }

    private static ECParameterSpec parameters(String jcaName) {
        try {
            var named = AlgorithmParameters.getInstance("EC");
            named.init(new ECGenParameterSpec(jcaName));
            return named.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java knows no curve " + jcaName, e);
        }
    }
}
