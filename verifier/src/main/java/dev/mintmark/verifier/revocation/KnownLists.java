package dev.mintmark.verifier.revocation;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The issuer's status lists, those included of which no more than the address is known yet.
///
/// Writers take turns; tokens are judged meanwhile, without locks.
final class KnownLists {

    /// Addresses that tokens may leave between two rounds. Each was in a token that the issuer
    /// signed, so a few are all there can be.
    private static final int MOST_WANTED = 64;

    private final ListPrefix prefix;
    private final FeedBounds bounds;
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();
    private volatile Map<String, KnownList> byUri = Map.of();

    KnownLists(ListPrefix prefix, FeedBounds bounds) {
        this.prefix = prefix;
        this.bounds = bounds;
    }

    boolean covers(String uri) {
        return prefix.covers(uri);
    }

    @Nullable KnownList find(String uri) {
        return byUri.get(uri);
    }

    Collection<KnownList> all() {
        return byUri.values();
    }

    /// Notes that a token points to a list that is not known. Never waits.
    void want(String uri) {
        if (wanted.size() < MOST_WANTED) {
            wanted.add(uri);
        }
    }

    /// Takes up what tokens have pointed to.
    void admitWanted(long now) {
        for (String uri : List.copyOf(wanted)) {
            admit(uri, now);
            wanted.remove(uri);
        }
    }

    /// The list of this address, to be fetched if it is new; null when it is not where the issuer's
    /// lists are, or one too many.
    synchronized @Nullable KnownList admit(String uri, long now) {
        KnownList known = byUri.get(uri);
        if (known != null) {
            known.named(now);
            return known;
        }
        if (!prefix.covers(uri) || byUri.size() >= bounds.lists()) {
            return null;
        }
        var added = new KnownList(uri, now);
        var more = new HashMap<>(byUri);
        more.put(uri, added);
        byUri = Map.copyOf(more);
        return added;
    }

    /// Whether the places of a list that has so many bytes fit beside the others.
    boolean haveRoomFor(KnownList list, long bytes) {
        return bytes - list.bytes() + bytes() <= bounds.allListsBytes();
    }

    long bytes() {
        long bytes = 0;
        for (KnownList list : all()) {
            bytes += list.bytes();
        }
        return bytes;
    }

    /// How many places frames have told of.
    int told() {
        int told = 0;
        for (KnownList list : all()) {
            told += list.told().size();
        }
        return told;
    }

    void fetchAllAgain() {
        for (KnownList list : all()) {
            list.fetchAgain();
        }
    }

    /// Drops what concerns no token that could still be alive.
    synchronized void forget(long nowMillis, long retentionSeconds) {
        var kept = new HashMap<>(byUri);
        kept.values().removeIf(list -> list.isForgotten(nowMillis, retentionSeconds * 1000));
        if (kept.size() < byUri.size()) {
            byUri = Map.copyOf(kept);
        }
        for (KnownList list : all()) {
            list.told().forgetBefore(nowMillis / 1000 - retentionSeconds);
        }
    }
}
