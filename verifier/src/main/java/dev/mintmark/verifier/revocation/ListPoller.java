package dev.mintmark.verifier.revocation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.mintmark.verifier.fetch.Fetched;
import dev.mintmark.verifier.fetch.Fetcher;
import dev.mintmark.verifier.fetch.Wanted;
import dev.mintmark.verifier.json.JsonLimits;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/// Fetches status lists, each when its time has come, and takes over what proves right.
final class ListPoller {

    private static final String TYPE = "statuslist+jwt";
    private static final String MEDIA_TYPE = "application/statuslist+jwt";
    private static final int MOST_REDIRECTS = 3;

    /// How far the issuer's clock may be ahead.
    private static final long FUTURE_SECONDS = 60;

    private final KnownLists lists;
    private final IssuerSignatures signatures;
    private final Fetcher fetcher;
    private final ListSchedule schedule;
    private final IssuerClock issuerClock;
    private final Counters counters;
    private final InstantSource clock;
    private final int mostBytes;

    ListPoller(
            KnownLists lists,
            IssuerSignatures signatures,
            Fetcher fetcher,
            ListSchedule schedule,
            IssuerClock issuerClock,
            Counters counters,
            InstantSource clock,
            int mostBytes) {
        this.lists = lists;
        this.signatures = signatures;
        this.fetcher = fetcher;
        this.schedule = schedule;
        this.issuerClock = issuerClock;
        this.counters = counters;
        this.clock = clock;
        this.mostBytes = mostBytes;
    }

    /// Fetches what is due, one after the other.
    ///
    /// @param closed asked before each, since each can take seconds
    void fetchDue(BooleanSupplier closed) {
        lists.admitWanted(clock.millis());
        for (KnownList list : lists.all()) {
            if (!closed.getAsBoolean() && list.isDue(clock.millis())) {
                fetch(list);
            }
        }
    }

    private void fetch(KnownList list) {
        // What it brings is as old as this.
        long startedAt = clock.millis();
        Optional<String> failure = failureToFetch(list);
        double luck = ThreadLocalRandom.current().nextDouble();
        if (failure.isEmpty()) {
            list.succeeded();
            StatusList current = list.list();
            long ttl = current == null ? 0 : current.ttlSeconds();
            list.fetchNextAt(startedAt + schedule.afterSuccess(ttl, luck));
        } else {
            list.fetchNextAt(startedAt + ListSchedule.afterFailure(list.countFailure(), luck));
        }
        counters.listsFailed(failure.map(reason -> list.uri() + ": " + reason));
    }

    private Optional<String> failureToFetch(KnownList list) {
        var wanted =
                new Wanted(
                        URI.create(list.uri()),
                        MEDIA_TYPE,
                        mostDocumentBytes(),
                        list.fetching(),
                        MOST_REDIRECTS);
        Fetched fetched = fetcher.get(wanted);
        if (fetched instanceof Fetched.Failed failed) {
            return Optional.of(failed.reason());
        } else if (fetched instanceof Fetched.Unchanged unchanged) {
            unchanged.date().ifPresent(issuerClock::heard);
            return Optional.empty();
        }
        var document = (Fetched.Document) fetched;
        document.date().ifPresent(issuerClock::heard);
        try {
            return take(list, document);
        } catch (Malformed e) {
            return Optional.of(e.rule());
        }
    }

    /// What it grows to by being encoded twice, and the rest of the token.
    private int mostDocumentBytes() {
        return (int) (mostBytes * 16L / 9) + 64 * 1024;
    }

    private Optional<String> take(KnownList list, Fetched.Document document) throws Malformed {
        SignedReading reading =
                signatures.read(
                        new String(document.body(), ISO_8859_1),
                        TYPE,
                        mostDocumentBytes(),
                        new JsonLimits(mostDocumentBytes(), 8, 64));
        if (reading instanceof SignedReading.Refused refused) {
            return Optional.of(refused.detail());
        }
        var claims = ((SignedReading.Genuine) reading).claims();
        StatusList fetched = StatusListReader.read(claims, list.uri(), mostBytes);
        long now = clock.millis();
        if (fetched.expiresAt() <= now / 1000) {
            return Optional.of("the list has expired");
        }
        if (fetched.signedAt() > now / 1000 + FUTURE_SECONDS) {
            return Optional.of("the list was signed more than a minute in the future");
        }
        if (!lists.haveRoomFor(list, fetched.packed().length)) {
            return Optional.of("there is no room for the list beside the others");
        }
        return list.adopt(fetched, document.etag(), now)
                ? Optional.empty()
                : Optional.of("the list is older than the one before");
    }
}
