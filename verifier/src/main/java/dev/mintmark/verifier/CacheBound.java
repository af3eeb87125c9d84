package dev.mintmark.verifier;

/// How many verified tokens a verifier remembers at most, and how much memory they may take.
///
/// @param entries rounded down to a power of two
/// @param bytes counted per token as it is with all its claims asked for: some 4 KB for an ordinary
///   one
record CacheBound(int entries, long bytes) {

    static final CacheBound DEFAULT = new CacheBound(16 * 1024, 32L * 1024 * 1024);
    static final CacheBound NOTHING = new CacheBound(0, 0);

    private static final int MOST_ENTRIES = 1 << 22;

    CacheBound {
        if (entries < 0 || entries > MOST_ENTRIES || bytes < 0) {
            throw new IllegalArgumentException(
                    "a verifier remembers at most " + MOST_ENTRIES + " tokens");
        }
    }
}
