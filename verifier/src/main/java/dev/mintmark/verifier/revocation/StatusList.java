package dev.mintmark.verifier.revocation;

/// What stood at each place of an issuer's status list when it was signed.
///
/// @param bits for each place: 1, 2, 4 or 8
/// @param packed the places, those with lower indexes in the lower bits of a byte
/// @param signedAt its `iat`, in seconds since 1970 by the issuer's clock
/// @param expiresAt its `exp`; the largest number when it has none
/// @param ttlSeconds after which to look for a new one; 0 when it does not say
@SuppressWarnings("ArrayRecordComponent") // large, never changed, never compared
record StatusList(int bits, byte[] packed, long signedAt, long expiresAt, long ttlSeconds) {

    static final int GOOD = 0;

    /// Not a value of the list, but of there being none.
    static final int BEYOND_THE_END = -1;

    long places() {
        return packed.length * (long) (Byte.SIZE / bits);
    }

    int value(long index) {
        if (index < 0 || index >= places()) {
            return BEYOND_THE_END;
        }
        long bit = index * bits;
        int shift = (int) (bit & 7);
        return (packed[(int) (bit >>> 3)] >>> shift) & ((1 << bits) - 1);
    }
}
