package dev.mintmark.server.admin;

import dev.mintmark.server.admin.AdminKeys.Opening;
import dev.mintmark.server.admin.ConsoleSessionStore.Stored;
import dev.mintmark.server.secret.MarkedText;
import dev.mintmark.server.secret.Sha256;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Sessions of administrators in the console. Each begins with an admin key that is typed once, and
/// is good for as long as that key is: what it may do is looked up anew with every request.
public final class ConsoleSessions {
    /// Nobody at the screen for so long.
    public static final Duration IDLE = Duration.ofMinutes(30);

    /// A working day.
    public static final Duration LONGEST = Duration.ofHours(8);

    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);
    private static final int HANDLE_BYTES = 32;

    private final ConsoleSessionStore store;
    private final AdminKeys keys;
    private final InstantSource clock;
    private final RandomGenerator random;

    public ConsoleSessions(
            ConsoleSessionStore store,
            AdminKeys keys,
            InstantSource clock,
            RandomGenerator random) {
        this.store = store;
        this.keys = keys;
        this.clock = clock;
        this.random = random;
    }

    /// What came of asking for a session.
    public sealed interface Entry {
        /// @param handle for the cookie; nobody can make it from what rests
        record Opened(AdminKey key, String handle) implements Entry {
            @Override
            public String toString() {
                return "Opened[" + key.id() + ", ***]";
            }
        }

        record Refused(AdminKeys.Why why) implements Entry {}
    }

    /// A session that is good right now.
    ///
    /// @param key it began with, as that is now
    public record Live(AdminKey key, byte[] keyHash) {
        @Override
        public String toString() {
            return "Live[" + key.id() + "]";
        }
    }

    public Entry open(String adminKey) {
        return switch (keys.open(adminKey)) {
            case Opening.Refused(var why) -> new Entry.Refused(why);
            case Opening.Opened(var key) -> {
                var now = clock.instant();
                store.forget(now.minus(LONGEST), now.minus(IDLE));
                var bytes = new byte[HANDLE_BYTES];
                random.nextBytes(bytes);
                var handle = MarkedText.write(MarkedText.Kind.CONSOLE_HANDLE, bytes);
                store.add(Sha256.of(handle), new Stored(Sha256.of(adminKey), now, now));
                yield new Entry.Opened(key, handle);
            }
        };
    }

    /// Looks a session up and keeps it alive.
    public Optional<Live> use(String handle) {
        if (MarkedText.read(MarkedText.Kind.CONSOLE_HANDLE, handle).isEmpty()) {
            return Optional.empty();
        }
        byte[] hash = Sha256.of(handle);
        var now = clock.instant();
        var found =
                store.find(hash)
                        .filter(session -> now.isBefore(session.openedAt().plus(LONGEST)))
                        .filter(session -> now.isBefore(session.usedAt().plus(IDLE)));
        if (found.isEmpty()
                || !(keys.open(found.get().keyHash()) instanceof Opening.Opened(var key))) {
            return Optional.empty();
        }
        if (!now.isBefore(found.get().usedAt().plus(NOTED_EVERY))) {
            store.used(hash, now);
        }
        return Optional.of(new Live(key, found.get().keyHash()));
    }

    /// Whether somebody who wants something dangerous can show once more what the session began
    /// with (ASVS 7.5.3). Another key, however good, is no proof that it is still the same person.
    public static boolean isProved(Live session, String adminKey) {
        return MessageDigest.isEqual(Sha256.of(adminKey), session.keyHash());
    }

    public void end(String handle) {
        store.end(Sha256.of(handle));
    }
}
