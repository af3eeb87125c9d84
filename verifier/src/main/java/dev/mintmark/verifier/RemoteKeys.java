package dev.mintmark.verifier;

import dev.mintmark.verifier.fetch.Copy;
import dev.mintmark.verifier.fetch.Download;
import dev.mintmark.verifier.fetch.KeySetAddress;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.JwkSet;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/// The keys that an issuer publishes, kept current in the background.
///
/// - A token whose key is known never waits.
/// - A token with an unknown `kid` may be the first under a new key, so it makes the set be fetched
///   again and waits for that, but no more often than every 30 seconds for all tokens together.
///   Between two fetches an unknown `kid` is refused at once. That one instant is all the memory
///   needed: random kids can neither fill a cache nor flood the issuer.
/// - When the issuer is down, the last good set serves for 24 hours. A set that is empty or cannot
///   be read counts as the issuer being down.
/// - A key that is gone from a good set is gone here at once.
/// - An issuer that wants to know who has seen its next key, as Mintmark does, is told which copy
///   of the set is in use here, by its entity tag and nothing else.
///
/// Nothing happens before the first look-up or [#start()]. The one thread is a daemon.
///
/// These bounds are per source. Make one for an issuer and give it to all verifiers of the process,
/// as [#shared()] does; two sources fetch twice.
public final class RemoteKeys implements KeySource {

    private static final System.Logger LOG = System.getLogger(RemoteKeys.class.getPackageName());

    private static final Duration COOLDOWN = Duration.ofSeconds(30);

    /// While there is nothing to serve with, waiting helps nobody.
    private static final Duration COLD_COOLDOWN = Duration.ofSeconds(5);

    private static final Duration OUTAGE_GRACE = Duration.ofHours(24);

    private static final KeyLookup NO_SUCH_KEY = new KeyLookup.NoSuchKey();

    /// A set that was fetched, and what follows from when.
    ///
    /// @param keys as they came from the network; null if they came from a file
    private record Good(
            KeyTable table, Download.@Nullable Keys keys, Instant fetchedAt, Instant refreshAt) {

        Optional<Copy> copy() {
            return keys == null ? Optional.empty() : keys.copy();
        }

        boolean serves(Instant now) {
            return now.isBefore(fetchedAt.plus(OUTAGE_GRACE));
        }
    }

    private final KeySetAddress address;
    private final InstantSource clock;
    private final @Nullable Algorithm rsaAlgorithm;
    private final @Nullable Path snapshotFile;
    private final @Nullable KeySnapshot snapshot;
    private final BackgroundThread background = new BackgroundThread("mintmark-verifier-keys");
    private final SingleFlight fetches = new SingleFlight(background, this::fetch);

    private volatile @Nullable Good good;
    private volatile boolean restored;
    private volatile Optional<String> failure = Optional.empty();
    private final LongAdder fetched = new LongAdder();
    private final LongAdder failed = new LongAdder();

    RemoteKeys(KeySetAddress address) {
        this(address, InstantSource.system(), null, null);
    }

    private RemoteKeys(
            KeySetAddress address,
            InstantSource clock,
            @Nullable Algorithm rsaAlgorithm,
            @Nullable Path snapshotFile) {
        this.address = address;
        this.clock = clock;
        this.rsaAlgorithm = rsaAlgorithm;
        this.snapshotFile = snapshotFile;
        this.snapshot = snapshotFile == null ? null : new KeySnapshot(snapshotFile, address.name());
        this.restored = snapshot == null;
    }

    /// The same address under another clock, with nothing fetched yet.
    public RemoteKeys withClock(InstantSource changed) {
        return new RemoteKeys(address, Objects.requireNonNull(changed), rsaAlgorithm, snapshotFile);
    }

    /// What RSA keys are for that do not say so themselves; without an answer they are left out,
    /// since the token must not give it.
    public RemoteKeys withRsaKeysFor(Algorithm algorithm) {
        return new RemoteKeys(address, clock, Objects.requireNonNull(algorithm), snapshotFile);
    }

    /// Keeps the last good set in this file as well, and begins with it while it is not older than
    /// an outage may last: a service can then start while its issuer is down.
    ///
    /// Nothing signs the file; it is made for its owner alone (`0600`), and one that others could
    /// have written is not believed. The folder has to be there.
    public RemoteKeys withSnapshot(Path file) {
        return new RemoteKeys(address, clock, rsaAlgorithm, Objects.requireNonNull(file));
    }

    /// For issuers whose metadata names a key set on another host: only addresses of this scheme,
    /// host and port are taken besides the issuer's own.
    public RemoteKeys allowingKeysAt(URI origin) {
        return new RemoteKeys(address.allowing(origin), clock, rsaAlgorithm, snapshotFile);
    }

    /// Asks public addresses only. For issuers that somebody else names, such as the customers of a
    /// service: without it an issuer whose name stands for an address of a private network from the
    /// beginning is asked there.
    public RemoteKeys publicAddressesOnly() {
        return new RemoteKeys(address.publicOnly(), clock, rsaAlgorithm, snapshotFile);
    }

    /// Begins to fetch and returns at once, so that the first token need not wait.
    public void start() {
        Instant now = clock.instant();
        restore(now);
        fetches.start(now, cooldown(now));
    }

    /// Whether tokens can be verified now.
    public boolean isReady() {
        Good current = good;
        return current != null && current.serves(clock.instant());
    }

    /// When the set in use was fetched.
    public Optional<Instant> fetchedAt() {
        return Optional.ofNullable(good).map(Good::fetchedAt);
    }

    /// For how long the set in use should have been fetched anew: zero while all is well, and
    /// growing while the issuer is out of reach. Empty when there is no set.
    public Optional<Duration> staleFor() {
        Instant now = clock.instant();
        return Optional.ofNullable(good)
                .map(current -> Duration.between(current.refreshAt, now))
                .map(overdue -> overdue.isNegative() ? Duration.ZERO : overdue);
    }

    /// Why the last fetch failed, for the operator; empty when it did not.
    public Optional<String> failure() {
        return failure;
    }

    /// How many fetches brought a good set so far.
    public long timesFetched() {
        return fetched.sum();
    }

    /// How many fetches did not.
    public long timesFailed() {
        return failed.sum();
    }

    @Override
    public KeyLookup lookup(@Nullable String kid, Algorithm algorithm) {
        Instant now = clock.instant();
        restore(now);
        Good current = good;
        if (current != null && current.serves(now)) {
            if (!now.isBefore(current.refreshAt)) {
                fetches.start(now, COOLDOWN);
            }
            KeyLookup.Found found = current.table.find(kid, algorithm);
            if (found != null) {
                return found;
            }
        }
        return afterFetching(kid, algorithm, now);
    }

    @Override
    public void close() {
        background.close();
    }

    private KeyLookup afterFetching(@Nullable String kid, Algorithm algorithm, Instant now) {
        Boolean fetched = fetches.await(now, cooldown(now));
        boolean current = fetched == null ? failure.isEmpty() : fetched;
        Good last = good;
        if (!current || last == null || !last.serves(now)) {
            // We cannot tell a key that does not exist from one that we could not fetch.
            return new KeyLookup.Unavailable(cooldown(now));
        }
        KeyLookup.Found found = last.table.find(kid, algorithm);
        return found == null ? NO_SUCH_KEY : found;
    }

    private Duration cooldown(Instant now) {
        Good current = good;
        return current != null && current.serves(now) ? COOLDOWN : COLD_COOLDOWN;
    }

    /// On the background thread. Whatever comes of it, there is a next time.
    private boolean fetch() {
        Duration next;
        try {
            Good held = good;
            Optional<Copy> copy = held == null ? Optional.empty() : held.copy();
            Download download = address.download(rsaAlgorithm, copy);
            if (download instanceof Download.Keys keys) {
                next = adopt(keys);
                keys.copy()
                        .filter(now -> !copy.equals(Optional.of(now)))
                        .ifPresent(now -> report(now, copy));
            } else if (download instanceof Download.Unchanged unchanged
                    && held != null
                    && held.keys != null) {
                next = adopt(held.keys.confirmed(unchanged));
            } else {
                next =
                        failed(
                                download instanceof Download.Failed failed
                                        ? failed.reason()
                                        : "unchanged, which nobody asked");
            }
        } catch (RuntimeException e) {
            next = failed(e.toString());
        }
        background.runLater(this::refresh, next);
        return failure.isEmpty();
    }

    /// When all is done that somebody may be waiting for.
    private void report(Copy now, Optional<Copy> before) {
        try {
            background.run(() -> address.report(now, before));
        } catch (RejectedExecutionException closed) {
            LOG.log(Level.DEBUG, "closed before the issuer was told of the keys in use");
        }
    }

    /// On the background thread. A clock that lags behind the timer must not end the refreshing.
    private void refresh() {
        Instant now = clock.instant();
        if (!fetches.start(now, cooldown(now))) {
            background.runLater(this::refresh, COLD_COOLDOWN);
        }
    }

    private Duration adopt(Download.Keys keys) {
        Instant now = clock.instant();
        double luck = ThreadLocalRandom.current().nextDouble();
        Duration interval = RefreshInterval.after(keys.maxAge(), luck);
        use(keys.set(), keys, now, now.plus(interval));
        if (failure.isPresent()) {
            LOG.log(Level.INFO, "the keys of " + address.name() + " are in reach again");
        }
        failure = Optional.empty();
        fetched.increment();
        if (snapshot != null) {
            snapshot.write(keys.document(), now);
        }
        return interval;
    }

    private void use(
            JwkSet set, Download.@Nullable Keys keys, Instant fetchedAt, Instant refreshAt) {
        Good before = good;
        KeyTable table =
                before == null ? new KeyTable(set.keys()) : before.table.followedBy(set.keys());
        good = new Good(table, keys, fetchedAt, refreshAt);
    }

    private Duration failed(String reason) {
        if (failure.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "the keys of " + address.name() + " are out of reach: " + reason);
        }
        failure = Optional.of(reason);
        failed.increment();
        return cooldown(clock.instant());
    }

    /// Once, before anything is fetched: whoever looks first pays for reading a small file.
    private void restore(Instant now) {
        if (!restored) {
            restoreAlone(now);
        }
    }

    private synchronized void restoreAlone(Instant now) {
        if (restored || snapshot == null) {
            return;
        }
        KeySnapshot.Restored last = snapshot.read();
        if (last != null) {
            restore(last, now);
        }
        restored = true;
    }

    private void restore(KeySnapshot.Restored last, Instant now) {
        Instant fetchedAt = last.fetchedAt();
        if (fetchedAt.isAfter(now) || !now.isBefore(fetchedAt.plus(OUTAGE_GRACE))) {
            LOG.log(
                    Level.WARNING,
                    "the key snapshot of "
                            + address.name()
                            + " is not used: it is of "
                            + fetchedAt);
            return;
        }
        try {
            JwkSet set = JwkSet.parse(last.document(), rsaAlgorithm);
            if (!set.keys().isEmpty()) {
                use(set, null, fetchedAt, now);
            }
        } catch (IllegalArgumentException e) {
            LOG.log(
                    Level.WARNING,
                    "the key snapshot of " + address.name() + " is not used: " + e.getMessage());
        }
    }
}
