package dev.mintmark.server.admin;

import dev.mintmark.server.event.Witness;
import dev.mintmark.server.id.AdminKeyId;
import dev.mintmark.server.secret.MarkedText;
import dev.mintmark.server.secret.Sha256;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// The keys that open the admin API. Only their hashes are kept, and each look is at the database:
/// a key revoked on one node opens nothing on any other.
public final class AdminKeys {
    private static final int BYTES = 32;
    private static final String FIRST = "first";

    /// A use is noted no more often, or each request would write.
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private final AdminKeyStore store;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<ByteBuffer, AdminKey> ofThisProcess = new ConcurrentHashMap<>();

    public AdminKeys(AdminKeyStore store, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    /// What came of showing a key.
    public sealed interface Opening {
        record Opened(AdminKey key) implements Opening {}

        record Refused(Why why) implements Opening {}
    }

    /// Why a key opens nothing.
    public enum Why {
        UNKNOWN("wrong_key"),
        EXPIRED("expired_key"),
        REVOKED("revoked_key");

        private final String word;

        Why(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// What came of asking for a new key.
    public sealed interface Making {
        /// @param text the key itself, which nobody can be shown again
        record Made(AdminKey key, String text) implements Making {
            @Override
            public String toString() {
                return "Made[" + key.id() + ", ***]";
            }
        }

        record NameTaken() implements Making {}

        /// It was to be good for more than the key that asks.
        record TooMuch(AdminScope scope) implements Making {}
    }

    /// Makes the first key, unless there is one.
    ///
    /// @param keep is given the key before its hash is stored: a key that was lost on the way could
    ///   never be made again
    /// @return the key, which nobody can be shown again
    public Optional<String> makeFirst(Consumer<String> keep) {
        if (!store.isEmpty()) {
            return Optional.empty();
        }
        var text = newText();
        keep.accept(text);
        var key = key(FIRST, AdminKeyId.random(random), Set.of(AdminScope.ALL), Optional.empty());
        return store.add(key, Sha256.of(text), Witness.silent())
                ? Optional.of(text)
                : Optional.empty();
    }

    /// Makes another key on behalf of one: good for no more than that one, and for no longer.
    ///
    /// @param told what is remembered of it, given its id
    public Making make(
            AdminKey by,
            String name,
            Set<AdminScope> scopes,
            Optional<Instant> expiresAt,
            Function<AdminKeyId, Witness<Boolean>> told) {
        var lacking = by.lacks(scopes);
        if (lacking.isPresent()) {
            return new Making.TooMuch(lacking.get());
        }
        var text = newText();
        var key = key(name, AdminKeyId.random(random), scopes, earlier(expiresAt, by.expiresAt()));
        return store.add(key, Sha256.of(text), told.apply(key.id()))
                ? new Making.Made(key, text)
                : new Making.NameTaken();
    }

    /// Makes a key that is good for as long as this process runs and is kept nowhere.
    public String lend() {
        var text = newText();
        accept(text, AdminKeyId.OF_PROCESS, "of this process");
        return text;
    }

    /// Accepts the key that the settings give, for as long as this process runs.
    public void accept(String text) {
        accept(text, AdminKeyId.OF_SETTINGS, "from the settings");
    }

    private void accept(String text, AdminKeyId id, String name) {
        ofThisProcess.put(
                ByteBuffer.wrap(Sha256.of(text)),
                key(name, id, Set.of(AdminScope.ALL), Optional.empty()));
    }

    /// Looks whether a text is a key, and notes that it was used.
    public Opening open(String presented) {
        return open(Sha256.of(presented));
    }

    /// Like [#open(String)], by the hash of the text.
    public Opening open(byte[] hash) {
        var own = ofThisProcess.get(ByteBuffer.wrap(hash));
        if (own != null) {
            return new Opening.Opened(own);
        }
        var found = store.find(hash);
        if (found.isEmpty()) {
            return new Opening.Refused(Why.UNKNOWN);
        }
        var key = found.get();
        var now = clock.instant();
        if (key.revokedAt().isPresent()) {
            return new Opening.Refused(Why.REVOKED);
        }
        if (key.isExpired(now)) {
            return new Opening.Refused(Why.EXPIRED);
        }
        if (key.lastUsedAt().filter(last -> now.isBefore(last.plus(NOTED_EVERY))).isEmpty()) {
            store.used(key.id(), now);
        }
        return new Opening.Opened(key);
    }

    /// Whether a text opens something right now. Does not count as its use.
    public boolean isKey(String presented) {
        byte[] hash = Sha256.of(presented);
        return ofThisProcess.containsKey(ByteBuffer.wrap(hash))
                || (MarkedText.isMarked(MarkedText.Kind.ADMIN_KEY, presented)
                        && store.find(hash).filter(key -> key.isGood(clock.instant())).isPresent());
    }

    /// The newest first, revoked and expired ones included; and those that only this process knows.
    public List<AdminKey> all() {
        return store.all();
    }

    /// @return whether it was good until now
    public boolean revoke(AdminKeyId id, Witness<Boolean> witness) {
        return store.revoke(id, clock.instant(), witness);
    }

    private AdminKey key(
            String name, AdminKeyId id, Set<AdminScope> scopes, Optional<Instant> expiresAt) {
        return new AdminKey(
                id, name, scopes, clock.instant(), expiresAt, Optional.empty(), Optional.empty());
    }

    private String newText() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return MarkedText.write(MarkedText.Kind.ADMIN_KEY, bytes);
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().isBefore(other.get()) ? one : other;
    }
}
