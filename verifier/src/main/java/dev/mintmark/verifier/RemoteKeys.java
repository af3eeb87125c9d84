package dev.mintmark.verifier;

import dev.mintmark.verifier.fetch.Download;
import dev.mintmark.verifier.fetch.KeySetAddress;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.VerificationKey;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
///
/// Nothing happens before the first look-up or [#start()]. The one thread is a daemon.
public final class RemoteKeys implements KeySource {

    private static final Duration COOLDOWN = Duration.ofSeconds(30);

    /// While there is nothing to serve with, waiting helps nobody.
    private static final Duration COLD_COOLDOWN = Duration.ofSeconds(5);

    private static final Duration OUTAGE_GRACE = Duration.ofHours(24);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final KeyLookup NO_SUCH_KEY = new KeyLookup.NoSuchKey();

    /// A set that was fetched, and what follows from when.
    private record Good(KeyTable table, Instant fetchedAt, Instant refreshAt) {

        boolean serves(Instant now) {
            return now.isBefore(fetchedAt.plus(OUTAGE_GRACE));
        }
    }

    private final KeySetAddress address;
    private final InstantSource clock;
    private final @Nullable Algorithm rsaAlgorithm;
    private final BackgroundThread background = new BackgroundThread("mintmark-verifier-keys");

    private volatile @Nullable Good good;
    private volatile Optional<String> failure = Optional.empty();

    /// The one fetch under way; its value tells whether it succeeded. Guarded by `this`.
    private @Nullable CompletableFuture<Boolean> flight;

    /// When the last fetch began. Guarded by `this`.
    private @Nullable Instant attemptedAt;

    RemoteKeys(KeySetAddress address, InstantSource clock, @Nullable Algorithm rsaAlgorithm) {
        this.address = address;
        this.clock = clock;
        this.rsaAlgorithm = rsaAlgorithm;
    }

    /// The same address under another clock, with nothing fetched yet.
    public RemoteKeys withClock(InstantSource changed) {
        return new RemoteKeys(address, Objects.requireNonNull(changed), rsaAlgorithm);
    }

    /// What RSA keys are for that do not say so themselves; without an answer they are left out,
    /// since the token must not give it.
    public RemoteKeys withRsaKeysFor(Algorithm algorithm) {
        return new RemoteKeys(address, clock, Objects.requireNonNull(algorithm));
    }

    /// Begins to fetch and returns at once, so that the first token need not wait.
    public void start() {
        fetchInBackground(clock.instant());
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

    /// Why the last fetch failed, for the operator; empty when it did not.
    public Optional<String> failure() {
        return failure;
    }

    @Override
    public KeyLookup lookup(@Nullable String kid, Algorithm algorithm) {
        Instant now = clock.instant();
        Good current = good;
        if (current != null && current.serves(now)) {
            if (!now.isBefore(current.refreshAt)) {
                fetchInBackground(now);
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
        CompletableFuture<Boolean> fetch = joinOrTakeOff(now);
        boolean current = fetch == null ? failure.isEmpty() : succeeded(fetch);
        Good fetched = good;
        if (!current || fetched == null || !fetched.serves(now)) {
            // We cannot tell a key that does not exist from one that we could not fetch.
            return new KeyLookup.Unavailable(cooldown(now));
        }
        KeyLookup.Found found = fetched.table.find(kid, algorithm);
        return found == null ? NO_SUCH_KEY : found;
    }

    private void fetchInBackground(Instant now) {
        var unused = joinOrTakeOff(now);
    }

    private static boolean succeeded(CompletableFuture<Boolean> fetch) {
        try {
            return fetch.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /// The fetch under way, or a new one, or null when it is too early for a new one.
    private synchronized @Nullable CompletableFuture<Boolean> joinOrTakeOff(Instant now) {
        if (flight != null) {
            return flight;
        }
        // A clock that was set back must not keep us waiting until it has caught up.
        if (attemptedAt != null
                && !now.isBefore(attemptedAt)
                && now.isBefore(attemptedAt.plus(cooldown(now)))) {
            return null;
        }
        var started = new CompletableFuture<Boolean>();
        try {
            background.run(() -> fetch(started));
        } catch (RejectedExecutionException closed) {
            return null;
        }
        attemptedAt = now;
        flight = started;
        return started;
    }

    private Duration cooldown(Instant now) {
        Good current = good;
        return current != null && current.serves(now) ? COOLDOWN : COLD_COOLDOWN;
    }

    private void fetch(CompletableFuture<Boolean> started) {
        Duration next = COOLDOWN;
        try {
            Download download = address.download(rsaAlgorithm);
            if (download instanceof Download.Keys keys) {
                next = adopt(keys);
            } else if (download instanceof Download.Failed failed) {
                failure = Optional.of(failed.reason());
            }
        } catch (RuntimeException e) {
            failure = Optional.of(e.toString());
        } finally {
            synchronized (this) {
                flight = null;
            }
            started.complete(failure.isEmpty());
            background.runLater(this::refresh, next);
        }
    }

    /// On the background thread. A clock that lags behind the timer must not end the refreshing.
    private void refresh() {
        if (joinOrTakeOff(clock.instant()) == null) {
            background.runLater(this::refresh, COLD_COOLDOWN);
        }
    }

    private Duration adopt(Download.Keys keys) {
        Instant now = clock.instant();
        double luck = ThreadLocalRandom.current().nextDouble();
        Duration interval = RefreshInterval.after(keys.maxAge(), luck);
        List<VerificationKey> fetched = keys.set().keys();
        Good before = good;
        KeyTable table = before == null ? new KeyTable(fetched) : before.table.followedBy(fetched);
        good = new Good(table, now, now.plus(interval));
        failure = Optional.empty();
        return interval;
    }
}
