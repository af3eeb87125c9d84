package dev.mintmark.server.key;

import dev.mintmark.server.fault.CannotStart;

import java.util.random.RandomGenerator;

/// The authority's own symmetric secrets: 32 random bytes each, made once, sealed under the master
/// key. They are not derived from the master key, so that it can be replaced without ending every
/// session.
///
/// @param refresh from which the tags and secrets of refresh tokens are derived
/// @param pepper with which client secrets are hashed, so that a stolen database alone is no help
///   in guessing a weak one
public record ServerSecrets(byte[] refresh, byte[] pepper) {
    private static final int BYTES = 32;
    static final String REFRESH = "refresh 1";
    private static final String PEPPER = "pepper 1";

    /// Whether somebody has sealed secrets here before.
    public static boolean areIn(SealedSecretStore store) {
        return store.find(REFRESH).isPresent();
    }

    /// Opens the secrets, making those that are missing. This is the first thing at each start that
    /// needs the right master key.
    public static ServerSecrets open(
            SealedSecretStore store, Sealer sealer, RandomGenerator random) {
        return new ServerSecrets(
                openOrMake(REFRESH, store, sealer, random),
                openOrMake(PEPPER, store, sealer, random));
    }

    private static byte[] openOrMake(
            String name, SealedSecretStore store, Sealer sealer, RandomGenerator random) {
        byte[] sealed =
                store.find(name)
                        .orElseGet(() -> store.putIfAbsent(name, make(name, sealer, random)));
        return sealer.open(name, sealed)
                .orElseThrow(() ->
                        new CannotStart(
                                "The master key does not open this database: it was sealed"
                                        + " under another key. Give the one it was last sealed"
                                        + " under (MINTMARK_MASTER_KEY, or master.key in the"
                                        + " data directory)."));
    }

    private static byte[] make(String name, Sealer sealer, RandomGenerator random) {
        var secret = new byte[BYTES];
        random.nextBytes(secret);
        return sealer.seal(name, secret);
    }

    @Override
    public String toString() {
        return "ServerSecrets[***]";
    }
}
