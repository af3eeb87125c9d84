package dev.mintmark.verifier.revocation;

/// How much memory an issuer's news may take. Beyond a bound nothing is forgotten in silence: what
/// does not fit counts as not known, and the policy for stale knowledge decides.
///
/// @param lists how many status lists: 64 unless changed
/// @param listBytes how many bytes the places of one list may take: 2 MiB unless changed, which is
///   16 million places of one bit; at most 16 MiB. While it is read, a list takes some six times
///   that
/// @param allListsBytes how many bytes all lists may take together: 32 MiB unless changed
/// @param revocations how many sessions, tokens, subjects and places the stream may name within the
///   longest life of a token: a million unless changed, which take up to 42 MB
public record FeedBounds(int lists, int listBytes, long allListsBytes, int revocations) {

    private static final int MOST_LIST_BYTES = 16 << 20;

    public static final FeedBounds DEFAULT = new FeedBounds(64, 2 << 20, 32L << 20, 1_000_000);

    public FeedBounds {
        if (lists < 1 || allListsBytes < 1 || revocations < 1) {
            throw new IllegalArgumentException("bounds must be positive");
        }
        if (listBytes < 1 || listBytes > MOST_LIST_BYTES) {
            throw new IllegalArgumentException("a list may take 16 MiB at most");
        }
    }

    public FeedBounds withLists(int changed) {
        return new FeedBounds(changed, listBytes, allListsBytes, revocations);
    }

    public FeedBounds withListBytes(int changed) {
        return new FeedBounds(lists, changed, allListsBytes, revocations);
    }

    public FeedBounds withAllListsBytes(long changed) {
        return new FeedBounds(lists, listBytes, changed, revocations);
    }

    public FeedBounds withRevocations(int changed) {
        return new FeedBounds(lists, listBytes, allListsBytes, changed);
    }
}
