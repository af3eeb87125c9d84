package dev.mintmark.server.admin;

import dev.mintmark.server.event.Actor;
import dev.mintmark.server.secret.MarkedText;
import dev.mintmark.server.secret.Sha256;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// The keys that open the admin API. Only their hashes are kept.
public final class AdminKeys {
    private static final int BYTES = 32;
    private static final int NAME_BYTES = 4;

    private final AdminKeyStore store;
    private final List<byte[]> hashes;
    private final List<byte[]> lent = new CopyOnWriteArrayList<>();

    public AdminKeys(AdminKeyStore store) {
        this.store = store;
        this.hashes = new CopyOnWriteArrayList<>(store.hashes());
    }

    /// Makes the first key, unless there is one.
    ///
    /// @param keep is given the key before its hash is stored: a key that was lost on the way could
    ///   never be made again
    /// @return the key, which nobody can be shown again
    public Optional<String> makeFirst(RandomGenerator random, Consumer<String> keep) {
        if (!hashes.isEmpty()) {
            return Optional.empty();
        }
        var key = random(random);
        keep.accept(key);
        byte[] hash = Sha256.of(key);
        store.add(hash);
        hashes.add(hash);
        return Optional.of(key);
    }

    /// Makes a key that is good for as long as this process runs and is kept nowhere.
    public String lend(RandomGenerator random) {
        var key = random(random);
        lent.add(Sha256.of(key));
        return key;
    }

    /// Accepts a key for as long as this process runs, as one given by the settings is.
    public void accept(String key) {
        hashes.add(Sha256.of(key));
    }

    private static String random(RandomGenerator random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return MarkedText.write(MarkedText.Kind.ADMIN_KEY, bytes);
    }

    /// Who it is that presents a key; empty for what is no key.
    public Optional<Actor> identify(String presented) {
        byte[] hash = Sha256.of(presented);
        if (isAmong(lent, hash)) {
            return Optional.of(Actor.COMMAND_LINE);
        }
        return isAmong(hashes, hash) ? Optional.of(Actor.adminKey(name(hash))) : Optional.empty();
    }

    public boolean isKey(String presented) {
        return identify(presented).isPresent();
    }

    private static boolean isAmong(List<byte[]> known, byte[] hash) {
        boolean found = false;
        for (byte[] one : known) {
            found |= MessageDigest.isEqual(hash, one);
        }
        return found;
    }

    /// What may be known of a key: enough to tell it from the others.
    private static String name(byte[] hash) {
        return HexFormat.of().formatHex(hash, 0, NAME_BYTES);
    }
}
