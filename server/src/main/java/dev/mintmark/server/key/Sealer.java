package dev.mintmark.server.key;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Seals under the master key that the database is sealed under, and opens under any that is here.
///
/// Which one the database is sealed under is not a setting: it is the one that opens the first
/// secret of the authority. That secret changes hands in the same transaction as all others, so
/// that all nodes follow at once.
public final class Sealer {
    /// Something that nothing here opens may be sealed under a key that has only just come. To ask
    /// for it may mean to run a program.
    private static final long LEAST_BETWEEN_READS = Duration.ofSeconds(30).toNanos();

    private final MasterKeySource source;
    private final SealedSecretStore store;
    private final RandomGenerator random;
    private final LongSupplier nanoTime;
    private volatile List<Seal> seals;
    private long readAt;

    /// @param keys as they were just read from the source, newest last
    /// @param nanoTime counts nanoseconds, as [System#nanoTime] does
    public Sealer(
            List<MasterKey> keys,
            MasterKeySource source,
            SealedSecretStore store,
            RandomGenerator random,
            LongSupplier nanoTime) {
        this.source = source;
        this.store = store;
        this.random = random;
        this.nanoTime = nanoTime;
        this.seals = seals(keys);
        this.readAt = nanoTime.getAsLong();
    }

    /// @throws KeyDoesNotOpen when the database is sealed under a key that is not here
    public byte[] seal(String name, byte[] secret) {
        return current().seal(name, secret);
    }

    /// Empty when the value was sealed under a master key that is not here or under another name,
    /// or was changed.
    public Optional<byte[]> open(String name, byte[] sealed) {
        var opened = openAsItIs(name, sealed);
        return opened.isEmpty() && readAgainIfAWhileAgo() ? openAsItIs(name, sealed) : opened;
    }

    /// The keys that are here, newest last.
    List<Seal> seals() {
        return seals;
    }

    /// The one that everything is to be sealed under.
    ///
    /// @throws KeyDoesNotOpen when it is not here
    Seal current() {
        var first = store.find(ServerSecrets.REFRESH);
        if (first.isEmpty()) {
            return seals.getLast();
        }
        return opening(first.get())
                .or(() -> readAgainIfAWhileAgo() ? opening(first.get()) : Optional.empty())
                .orElseThrow(() ->
                        new KeyDoesNotOpen(
                                "The database is sealed under a master key that is not here."));
    }

    /// Takes up the keys as they are now.
    ///
    /// @return why that failed; then nothing has changed
    synchronized Optional<String> readAgain() {
        readAt = nanoTime.getAsLong();
        return switch (source.read()) {
            case MasterKeySource.Reading.Found(var keys) -> {
                seals = seals(keys);
                yield Optional.empty();
            }
            case MasterKeySource.Reading.NotThere(var why) -> Optional.of(why);
        };
    }

    private synchronized boolean readAgainIfAWhileAgo() {
        return nanoTime.getAsLong() - readAt >= LEAST_BETWEEN_READS && readAgain().isEmpty();
    }

    private Optional<Seal> opening(byte[] first) {
        return seals.stream()
                .filter(seal -> seal.open(ServerSecrets.REFRESH, first).isPresent())
                .findFirst();
    }

    private Optional<byte[]> openAsItIs(String name, byte[] sealed) {
        for (var seal : seals) {
            var opened = seal.open(name, sealed);
            if (opened.isPresent()) {
                return opened;
            }
        }
        return Optional.empty();
    }

    private List<Seal> seals(List<MasterKey> keys) {
        return keys.stream().map(key -> new Seal(key, random)).toList();
    }
}
