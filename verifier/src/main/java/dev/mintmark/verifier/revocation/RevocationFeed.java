package dev.mintmark.verifier.revocation;

import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.RevocationSource;
import dev.mintmark.verifier.TokenHandles;
import dev.mintmark.verifier.fetch.Fetcher;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Hears in the background what an issuer has revoked, so that a verifier can refuse it at once.
///
/// ```
/// var keys = KeySource.discoveredFrom(issuer);
/// var feed = RevocationFeed.forIssuer(issuer, keys, StalePolicy.FAIL_CLOSED)
///         .withStream(StreamAccess.client("orders-api", secret));
/// feed.start();
/// var verifier = Verifier.forIssuer(issuer, "orders-api", keys).withRevocations(feed);
/// ```
///
/// - The issuer's status lists are fetched when it starts and again whenever their time has come. A
///   token that points to a place in a list is judged by it.
/// - With a stream, each revocation arrives as it happens, and tokens without a place in a list can
///   be revoked, too. When the stream is cut, the lists go on.
/// - What is known has an age. When it is older than `maxStaleness`, the policy decides about
///   tokens that are not known to be revoked.
///
/// Lists and frames count only when a key of the issuer signed them. Addresses that tokens name are
/// fetched only where the issuer's lists are.
///
/// Nothing happens before [#start()], which returns at once; no token ever waits. The two threads
/// are daemons. Closing the verifier closes the feed; the keys are the verifier's.
public final class RevocationFeed implements RevocationSource {

    private static final System.Logger LOG = System.getLogger("dev.mintmark.verifier.revocation");

    /// How often to look what is due.
    private static final long TICK_MILLIS = 200;

    private static final Duration FORGET_EVERY = Duration.ofSeconds(30);

    private final FeedSettings settings;
    private final InstantSource clock;
    private final Counters counters = new Counters();
    private final IssuerClock issuerClock;
    private final StreamCoverage coverage;
    private final KnownRevocations revocations;
    private final KnownLists lists;
    private final Judgement judgement;
    private final ListDirectory directory;
    private final ListPoller poller;
    private final @Nullable RevocationStream stream;
    private final Outlook outlook = new Outlook(LOG);

    private long forgotAt = Long.MIN_VALUE;
    private @Nullable ScheduledThreadPoolExecutor threads;
    private volatile boolean closed;

    private RevocationFeed(FeedSettings settings) {
        this.settings = settings;
        clock = settings.clock();
        issuerClock = new IssuerClock(clock);
        coverage = new StreamCoverage(issuerClock);
        revocations = new KnownRevocations(settings.times().longestTokenLife());
        lists = new KnownLists(settings.lists(), settings.bounds());
        judgement = new Judgement(settings, revocations, lists, coverage, counters);
        var signatures = new IssuerSignatures(settings.keys(), revocations::isRevokedKey);
        directory = new ListDirectory(settings.issuer(), lists, counters, clock);
        poller =
                new ListPoller(
                        lists,
                        signatures,
                        Fetcher.around(URI.create(settings.lists().text())),
                        new ListSchedule(settings.times().maxStaleness()),
                        issuerClock,
                        counters,
                        clock,
                        settings.bounds().listBytes());
        stream = settings.stream().map(where -> stream(where, signatures)).orElse(null);
    }

    private RevocationStream stream(FeedSettings.Stream where, IssuerSignatures signatures) {
        var intake =
                new FrameIntake(
                        settings.issuer().toString(),
                        signatures,
                        revocations,
                        lists,
                        coverage,
                        issuerClock,
                        counters,
                        clock,
                        settings.bounds().revocations());
        return new RevocationStream(
                where.address(), where.access(), intake, coverage, issuerClock, counters, clock);
    }

    /// For tokens of this issuer, by its status lists.
    ///
    /// @param keys that sign lists and frames: those that the verifier has, too
    /// @param whenStale what to do with tokens while what is known is too old; neither answer suits
    ///   every service
    public static RevocationFeed forIssuer(URI issuer, KeySource keys, StalePolicy whenStale) {
        return new RevocationFeed(FeedSettings.of(issuer, keys, whenStale));
    }

    /// Listens to the issuer's stream, too, at `/revocations/stream` below the issuer.
    public RevocationFeed withStream(StreamAccess access) {
        return withStreamAt(FeedSettings.below(settings.issuer(), "/revocations/stream"), access);
    }

    /// Listens to the stream at another address. It gets to see the credentials.
    public RevocationFeed withStreamAt(URI address, StreamAccess access) {
        return new RevocationFeed(settings.with(new FeedSettings.Stream(address, access)));
    }

    /// Where the issuer's lists are: below `/status/` of the issuer unless changed. Ends in a
    /// slash.
    public RevocationFeed withListsBelow(URI prefix) {
        return new RevocationFeed(settings.with(ListPrefix.of(prefix)));
    }

    /// How old what is known may be: 60 seconds unless changed. Issuers that sign their lists less
    /// often need more.
    public RevocationFeed withMaxStaleness(Duration changed) {
        var times = settings.times();
        return new RevocationFeed(
                settings.with(new FeedSettings.Times(changed, times.longestTokenLife())));
    }

    /// How long revocations from the stream have to be remembered: as long as an access token of
    /// the issuer lives, an hour unless changed. Tokens that live longer are refused.
    public RevocationFeed withLongestTokenLife(Duration changed) {
        var times = settings.times();
        return new RevocationFeed(
                settings.with(new FeedSettings.Times(times.maxStaleness(), changed)));
    }

    /// How much memory it may take.
    public RevocationFeed withBounds(FeedBounds changed) {
        return new RevocationFeed(settings.with(changed));
    }

    /// For tests. The verifier and the key source have clocks of their own.
    public RevocationFeed withClock(InstantSource changed) {
        return new RevocationFeed(settings.with(changed));
    }

    /// Begins to listen and returns at once.
    public synchronized void start() {
        if (closed || threads != null) {
            return;
        }
        var started =
                new ScheduledThreadPoolExecutor(
                        stream == null ? 1 : 2,
                        task -> {
                            var thread = new Thread(task, "mintmark-verifier-revocations");
                            thread.setDaemon(true);
                            return thread;
                        });
        threads = started;
        repeat(started, this::tendLists);
        RevocationStream current = stream;
        if (current != null) {
            repeat(started, current::tend);
        }
    }

    @Override
    public Standing standing(TokenHandles token) {
        return judgement.of(token, clock.millis());
    }

    /// What becomes of tokens while what is known is too old.
    public StalePolicy whenStale() {
        return settings.whenStale();
    }

    /// Whether tokens are judged by knowledge as recent as was asked for: false at first, until
    /// lists and stream are there.
    public boolean isCurrent() {
        return judgement.isCurrent(stream, directory, clock.millis());
    }

    /// How it is doing.
    public FeedState state() {
        long now = clock.millis();
        RevocationStream current = stream;
        long newest = coverage.until();
        long oldestList = Long.MAX_VALUE;
        for (KnownList list : lists.all()) {
            long until = list.knownUntil(coverage, now);
            newest = Math.max(newest, until);
            oldestList = Math.min(oldestList, until);
        }
        return new FeedState(
                isCurrent(),
                current != null && current.isOpen(),
                age(newest, now),
                age(oldestList, now),
                lists.all().size(),
                lists.bytes(),
                revocations.size() + lists.told(),
                !coverage.isLacking(now),
                counters.framesAccepted.sum(),
                Duration.ofMillis(counters.millisUnderway.sum()),
                counters.framesIgnored(),
                counters.itemsSkipped.sum(),
                counters.itemsDropped.sum(),
                counters.connections.sum(),
                counters.judgedWithoutNews.sum(),
                issuerClock.skew(),
                counters.listFailure(),
                counters.streamFailure());
    }

    @Override
    public void close() {
        ScheduledThreadPoolExecutor running;
        synchronized (this) {
            closed = true;
            running = threads;
        }
        if (running != null) {
            running.shutdownNow();
        }
        RevocationStream current = stream;
        if (current != null) {
            current.close();
        }
    }

    @Override
    public String toString() {
        return "RevocationFeed[" + settings.issuer() + "]";
    }

    private void repeat(ScheduledThreadPoolExecutor executor, Runnable task) {
        var unused =
                executor.scheduleWithFixedDelay(
                        () -> {
                            try {
                                task.run();
                            } catch (RuntimeException bug) {
                                // Whatever it is, the next round may do better, and silence would
                                // be the end of all news.
                                LOG.log(System.Logger.Level.ERROR, "a round has failed", bug);
                            }
                        },
                        0,
                        TICK_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    private void tendLists() {
        directory.readIfDue();
        poller.fetchDue(() -> closed);
        long now = clock.millis();
        if (Due.is(forgotAt, now, FORGET_EVERY.toMillis())) {
            forgotAt = now + FORGET_EVERY.toMillis();
            revocations.forget(now / 1000);
            lists.forget(now, revocations.retentionSeconds());
        }
        outlook.look(settings.whenStale(), counters, isCurrent());
    }

    /// Empty for a time that was never.
    private static Optional<Duration> age(long time, long now) {
        return time == Long.MIN_VALUE || time == Long.MAX_VALUE
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.max(0, now - time)));
    }
}
