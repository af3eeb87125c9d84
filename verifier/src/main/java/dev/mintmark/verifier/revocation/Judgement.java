package dev.mintmark.verifier.revocation;

import dev.mintmark.verifier.RevocationSource.Standing;
import dev.mintmark.verifier.TokenHandles;
import dev.mintmark.verifier.TokenHandles.StatusReference;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// What is known of one token. On the way of every request: takes no lock and never waits.
final class Judgement {

    private static final Standing OTHER_ISSUER =
            new Standing.Revoked("the revocation feed is that of another issuer");
    private static final Standing LIVES_TOO_LONG =
            new Standing.Revoked(
                    "the token lives longer than revocations are remembered: longestTokenLife");
    private static final Standing NOT_OUR_LIST =
            new Standing.Revoked("status.uri is not where the issuer's lists are");
    private static final Standing BEYOND_THE_END =
            new Standing.Revoked("status.idx is beyond the end of the list");
    private static final Standing SUSPENDED = new Standing.Revoked("suspended by the status list");
    private static final Standing REVOKED = new Standing.Revoked("revoked by the status list");
    private static final Standing STALE = new Standing.Stale(Duration.ofSeconds(5));

    private final String issuer;
    private final long longestLifeSeconds;
    private final long maxStalenessMillis;
    private final boolean failsOpen;
    private final boolean hasStream;
    private final KnownRevocations revocations;
    private final KnownLists lists;
    private final StreamCoverage coverage;
    private final Counters counters;

    Judgement(
            FeedSettings settings,
            KnownRevocations revocations,
            KnownLists lists,
            StreamCoverage coverage,
            Counters counters) {
        this.issuer = settings.issuer().toString();
        this.longestLifeSeconds = settings.times().longestTokenLife().toSeconds();
        this.maxStalenessMillis = settings.times().maxStaleness().toMillis();
        this.failsOpen = settings.whenStale() == StalePolicy.FAIL_OPEN_UNTIL_EXP;
        this.hasStream = settings.stream().isPresent();
        this.revocations = revocations;
        this.lists = lists;
        this.coverage = coverage;
        this.counters = counters;
    }

    Standing of(TokenHandles token, long now) {
        if (!token.issuer().equals(issuer)) {
            return OTHER_ISSUER;
        }
        if (token.expiresAt() - token.issuedAt() > longestLifeSeconds) {
            return LIVES_TOO_LONG;
        }
        Standing dead = revocations.standing(token);
        if (dead != null) {
            return dead;
        }
        StatusReference place = token.status().orElse(null);
        if (place == null) {
            // Without a stream there is nobody to say anything about it.
            return hasStream ? asOf(coverage.until(), now) : Standing.GOOD;
        }
        KnownList list = lists.find(place.uri());
        return list == null ? unknown(place.uri()) : at(place.index(), list, now);
    }

    private Standing at(long index, KnownList list, long now) {
        int value = list.value(index);
        if (value != StatusList.GOOD) {
            if (value == StatusList.BEYOND_THE_END) {
                return BEYOND_THE_END;
            }
            return KnownList.isSuspended(value) ? SUSPENDED : REVOKED;
        }
        return asOf(list.knownUntil(coverage, now), now);
    }

    private Standing unknown(String uri) {
        if (!lists.covers(uri)) {
            return NOT_OUR_LIST;
        }
        lists.want(uri);
        return withoutNews();
    }

    private Standing asOf(long knownUntil, long now) {
        return isRecent(knownUntil, now) ? Standing.GOOD : withoutNews();
    }

    private Standing withoutNews() {
        counters.judgedWithoutNews.increment();
        return failsOpen ? Standing.GOOD : STALE;
    }

    /// Knowledge from the future is that of a clock that was set back.
    boolean isRecent(long knownUntil, long now) {
        return now - maxStalenessMillis <= knownUntil && knownUntil <= now + maxStalenessMillis;
    }

    /// Whether all that tokens may point to is known to be recent.
    boolean isCurrent(@Nullable RevocationStream stream, ListDirectory directory, long now) {
        if (!directory.wasRead() || (stream != null && !isRecent(coverage.until(), now))) {
            return false;
        }
        for (KnownList list : lists.all()) {
            if (!isRecent(list.knownUntil(coverage, now), now)) {
                return false;
            }
        }
        return true;
    }
}
