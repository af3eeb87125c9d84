package dev.mintmark.verifier.revocation;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// One status list of the issuer: as last fetched, and what frames have said since.
final class KnownList {

    private static final int SUSPENDED = 2;

    private final String uri;
    private final PlaceTable told = new PlaceTable();
    private volatile @Nullable Fetched fetched;

    // When to fetch it again. Guarded by `this`.
    private long nextFetchAt = Long.MIN_VALUE;
    private boolean wantedAgain;
    private int failures;
    private Optional<String> etag = Optional.empty();
    private long namedAt;

    /// @param asOfMillis by our clock: what happened until then, it knows
    private record Fetched(StatusList list, long asOfMillis) {}

    KnownList(String uri, long now) {
        this.uri = uri;
        this.namedAt = now;
    }

    String uri() {
        return uri;
    }

    @Nullable StatusList list() {
        Fetched now = fetched;
        return now == null ? null : now.list;
    }

    /// How many bytes its places take.
    long bytes() {
        Fetched now = fetched;
        return now == null ? 0 : now.list.packed().length;
    }

    PlaceTable told() {
        return told;
    }

    /// What stands at the place, whatever is known of how recent that is; 0 also while nobody
    /// knows.
    int value(long index) {
        Fetched now = fetched;
        int listed = now == null ? StatusList.GOOD : now.list.value(index);
        return listed == StatusList.GOOD ? told.value(index) : listed;
    }

    static boolean isSuspended(int value) {
        return value == SUSPENDED;
    }

    /// Until when by our clock everything is known that happened to its places. A list that has
    /// expired is no knowledge at all.
    long knownUntil(StreamCoverage coverage, long now) {
        Fetched current = fetched;
        if (current == null || now >= expiryMillis(current.list)) {
            return Long.MIN_VALUE;
        }
        return Math.max(current.asOfMillis, coverage.untilFor(current.list.signedAt()));
    }

    private static long expiryMillis(StatusList list) {
        return list.expiresAt() >= Long.MAX_VALUE / 1000 ? Long.MAX_VALUE : list.expiresAt() * 1000;
    }

    /// Takes over a list, and lets go of what frames said before it was signed. False when it is
    /// older than the one we have: caches on the way may be behind, and we do not go back.
    synchronized boolean adopt(StatusList list, Optional<String> tag, long now) {
        Fetched before = fetched;
        if (before != null && list.signedAt() < before.list.signedAt()) {
            return false;
        }
        fetched = new Fetched(list, Math.min(now, list.signedAt() * 1000));
        // What was asked for meanwhile is a list in full.
        etag = wantedAgain ? Optional.empty() : tag;
        // Nodes of one issuer sign by clocks that differ a little.
        told.forgetBefore(list.signedAt() - 5);
        return true;
    }

    synchronized void named(long now) {
        namedAt = now;
    }

    synchronized boolean isDue(long now) {
        return wantedAgain || Due.is(nextFetchAt, now, ListSchedule.LONGEST);
    }

    /// A fetch begins.
    ///
    /// @return the tag of the copy that is there, to ask for something newer only
    synchronized Optional<String> fetching() {
        wantedAgain = false;
        return etag;
    }

    /// It has to be fetched in full, now or after the fetch that is under way: that one may bring
    /// what was there before whatever happened.
    synchronized void fetchAgain() {
        wantedAgain = true;
        etag = Optional.empty();
    }

    /// How many fetches have failed in a row.
    synchronized int countFailure() {
        return ++failures;
    }

    synchronized void succeeded() {
        failures = 0;
    }

    synchronized void fetchNextAt(long time) {
        nextFetchAt = time;
    }

    /// Whether nobody has named it for so long that no token that points to it can be alive.
    synchronized boolean isForgotten(long now, long retentionMillis) {
        Fetched current = fetched;
        boolean over = current == null || now - retentionMillis > expiryMillis(current.list);
        return over && now - retentionMillis > namedAt;
    }
}
