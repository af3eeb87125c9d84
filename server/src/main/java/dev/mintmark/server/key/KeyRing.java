package dev.mintmark.server.key;

import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.fault.CannotStart;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.SignatureProvider;
import dev.mintmark.verifier.jose.SigningEngine;
import dev.mintmark.verifier.jose.Thumbprint;
import dev.mintmark.verifier.jose.VerificationKey;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// All signing keys of this authority, opened once at start: one signs per algorithm, all published
/// ones verify. Reading it takes no lock and no query.
public final class KeyRing {
    /// What every authority has from its first start: ES256 because it is small and fast, RS256
    /// because every client can read it (RFC 9068 section 2.1 requires it).
    private static final List<Algorithm> FIRST = List.of(Algorithm.ES256, Algorithm.RS256);

    private final List<KeyRecord> records;
    private final Map<Algorithm, SigningKey> signing;
    private final JwksDocument jwks;
    private final KeySource keySource;

    private KeyRing(List<KeyRecord> records, Sealer sealer, SignatureProvider provider) {
        this.records = records;
        this.signing = new EnumMap<>(Algorithm.class);
        var published = new ArrayList<PublishedKey>();
        for (var key : records) {
            if (key.state().isPublished()) {
                var privateKey = privateKey(key, sealer);
                published.add(new PublishedKey(key.kid(), key.algorithm(), publicKey(key)));
                if (key.state() == KeyState.SIGNING) {
                    var engine = SigningEngine.of(privateKey, key.algorithm(), provider);
                    signing.put(
                            key.algorithm(), new SigningKey(key.kid(), key.algorithm(), engine));
                }
            }
        }
        this.jwks = JwksDocument.of(published);
        this.keySource = keySource(published, provider);
    }

    /// Opens the keys, making the first ones when there are none.
    ///
    /// @throws CannotStart when a key does not open under the master key
    public static KeyRing open(
            KeyStore store,
            Sealer sealer,
            SignatureProvider provider,
            InstantSource clock,
            SecureRandom random,
            Events events) {
        var maker = new KeyMaker(sealer, random);
        var records = store.all();
        for (var algorithm : FIRST) {
            if (records.stream().noneMatch(key -> signs(key, algorithm))) {
                var now = clock.instant();
                var made = maker.make(algorithm, KeyState.SIGNING, now);
                if (store.add(made)) {
                    events.record(new Event.KeyMade(made.kid(), algorithm.wireName()));
                }
            }
        }
        return new KeyRing(store.all(), sealer, provider);
    }

    /// The key that signs for an algorithm.
    public SigningKey signing(Algorithm algorithm) {
        var key = signing.get(algorithm);
        if (key == null) {
            throw new IllegalStateException("no key signs " + algorithm.wireName());
        }
        return key;
    }

    public boolean signs(Algorithm algorithm) {
        return signing.containsKey(algorithm);
    }

    /// Every key ever made, oldest first.
    public List<KeyRecord> records() {
        return records;
    }

    public JwksDocument jwks() {
        return jwks;
    }

    /// The published keys, for the verifier that examines our own tokens.
    public KeySource keySource() {
        return keySource;
    }

    private static boolean signs(KeyRecord key, Algorithm algorithm) {
        return key.state() == KeyState.SIGNING && key.algorithm() == algorithm;
    }

    private static KeySource keySource(List<PublishedKey> keys, SignatureProvider provider) {
        var first = verificationKey(keys.getFirst(), provider);
        var more = keys.stream().skip(1).map(key -> verificationKey(key, provider)).toList();
        return KeySource.of(first, more.toArray(new VerificationKey[0]));
    }

    private static VerificationKey verificationKey(PublishedKey key, SignatureProvider provider) {
        return VerificationKey.of(key.kid().value(), key.algorithm(), key.publicKey()).on(provider);
    }

    /// Opened for every published key, not only for the one that signs: what is sealed under a kid
    /// was sealed by us, and the kid is the thumbprint of the public half. Otherwise whoever can
    /// write to the database could have a key of their own published, and forge tokens with it.
    private static PrivateKey privateKey(KeyRecord key, Sealer sealer) {
        byte[] opened =
                sealer.open(key.kid().value(), key.sealedPrivateKey())
                        .orElseThrow(() -> doesNotOpen(key.kid()));
        try {
            return KeyFactory.getInstance(KeyMaker.family(key.algorithm()))
                    .generatePrivate(new PKCS8EncodedKeySpec(opened));
        } catch (GeneralSecurityException e) {
            throw new CannotStart("The signing key " + key.kid() + " cannot be read.", e);
        }
    }

    private static PublicKey publicKey(KeyRecord key) {
        try {
            var read =
                    KeyFactory.getInstance(KeyMaker.family(key.algorithm()))
                            .generatePublic(new X509EncodedKeySpec(key.publicKey()));
            if (!Thumbprint.of(read, key.algorithm()).equals(key.kid().value())) {
                throw new CannotStart(
                        "The public half of the signing key "
                                + key.kid()
                                + " is not its own: the database was changed.");
            }
            return read;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new CannotStart("The signing key " + key.kid() + " cannot be read.", e);
        }
    }

    private static CannotStart doesNotOpen(KeyId kid) {
        return new CannotStart(
                "The signing key "
                        + kid
                        + " does not open under this master key: it was sealed under another one,"
                        + " or the database was changed.");
    }
}
