package dev.mintmark.server.key.foreign;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Which RSA keys can be relied on.
final class RsaStrength {
    private static final int LEAST_BITS = 2048;
    private static final int MOST_BITS = 8192;
    private static final int GOOD_BITS = 3072;
    private static final int MOST_EXPONENT_BITS = 64;
    private static final BigInteger USUAL_EXPONENT = BigInteger.valueOf(65_537);

    /// Chips with a certain library made primes of the form `k·M + (65537^a mod M)`, M being a
    /// product of small primes (CVE-2017-15361, "ROCA"). Modulo each of these, such a modulus is a
    /// power of 65537, which by chance happens to one key in about 2^27.
    private static final int[] ROCA_PRIMES = {
        11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157
    };

    private RsaStrength() {}

    static void require(BigInteger modulus, BigInteger exponent) throws Unfit {
        int bits = modulus.bitLength();
        if (bits < LEAST_BITS) {
            throw new Unfit(
                    "An RSA key of %d bits can be factored; take one of 3072.".formatted(bits));
        }
        if (bits > MOST_BITS) {
            throw new Unfit("An RSA key of more than 8192 bits only costs time.");
        }
        if (exponent.signum() <= 0 || exponent.equals(BigInteger.ONE)) {
            throw new Unfit(
                    "The public exponent of this RSA key is 1 or less: anybody can sign with it.");
        }
        if (!exponent.testBit(0) || exponent.bitLength() > MOST_EXPONENT_BITS) {
            throw new Unfit("The public exponent of this RSA key is even, or beyond 64 bits.");
        }
        if (hasSmallFactor(modulus)) {
            throw new Unfit("The modulus of this RSA key has a small factor.");
        }
        if (isRoca(modulus)) {
            throw new Unfit(
                    "This RSA key carries the mark of a faulty generator (ROCA, CVE-2017-15361):"
                            + " it can be factored. Make a new one elsewhere.");
        }
    }

    static List<String> warnings(BigInteger modulus, BigInteger exponent) {
        var warnings = new ArrayList<String>();
        if (modulus.bitLength() < GOOD_BITS) {
            warnings.add(
                    "An RSA key of %d bits has less than 128 bits of strength; 3072 have."
                            .formatted(modulus.bitLength()));
        }
        if (!exponent.equals(USUAL_EXPONENT)) {
            warnings.add("The public exponent of this RSA key is not 65537, as is usual.");
        }
        return List.copyOf(warnings);
    }

    private static boolean hasSmallFactor(BigInteger modulus) {
        return IntStream.rangeClosed(2, 1_000)
                .anyMatch(number -> modulus.mod(BigInteger.valueOf(number)).signum() == 0);
    }

    private static boolean isRoca(BigInteger modulus) {
        for (int prime : ROCA_PRIMES) {
            int rest = modulus.mod(BigInteger.valueOf(prime)).intValueExact();
            if (!isPower(rest, prime)) {
                return false;
            }
        }
        return true;
    }

    /// Whether a power of 65537 leaves this rest.
    private static boolean isPower(int rest, int prime) {
        int base = Math.floorMod(65_537, prime);
        int power = 1;
        do {
            if (power == rest) {
                return true;
            }
            power = power * base % prime;
        } while (power != 1);
        return false;
    }
}
