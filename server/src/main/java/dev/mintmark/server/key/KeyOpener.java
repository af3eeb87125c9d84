package dev.mintmark.server.key;

import dev.mintmark.server.id.KeyId;
import dev.mintmark.verifier.jose.KeyFamily;
import dev.mintmark.verifier.jose.MlDsa;
import dev.mintmark.verifier.jose.SignatureProvider;
import dev.mintmark.verifier.jose.SigningEngine;
import dev.mintmark.verifier.jose.Thumbprint;
import dev.mintmark.verifier.jose.VerificationKey;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;

/// Turns a published key at rest into one that can be used.
///
/// What is sealed is opened for every published key, not only for the one that signs: what is
/// sealed under a kid was sealed by us, and the kid is the thumbprint of the public half, or that
/// half is what was sealed. Otherwise whoever can write to the database could have a key of their
/// own published, and forge tokens with it.
public final class KeyOpener {
    private final Sealer sealer;
    private final SignatureProvider provider;
    private final Optional<KeyDevice> device;

    public KeyOpener(Sealer sealer, SignatureProvider provider) {
        this(sealer, provider, Optional.empty());
    }

    /// @param provider which signs and verifies
    /// @param device which signs with what is in it
    public KeyOpener(Sealer sealer, SignatureProvider provider, Optional<KeyDevice> device) {
        this.sealer = sealer;
        this.provider = provider;
        this.device = device;
    }

    /// @throws KeyDoesNotOpen with a sentence for the operator
    OpenedKey open(KeyRecord key) {
        byte[] opened =
                key.sealed()
                        .flatMap(sealed -> sealer.open(key.kid().value(), sealed))
                        .orElseThrow(() -> doesNotOpen(key.kid()));
        var algorithm = key.slot().algorithm();
        var published = publicHalf(key);
        var verifying =
                VerificationKey.of(key.kid().value(), algorithm, published.publicKey())
                        .on(provider);
        return switch (key.custody()) {
            case SEALED -> {
                var half = privateKey(key, opened);
                yield new OpenedKey(
                        published,
                        verifying,
                        () -> SigningEngine.of(half, algorithm, provider)::sign);
            }
            case PKCS11 -> {
                requireOurs(key, opened);
                yield new OpenedKey(
                        published, verifying, () -> DeviceSigner.of(key.kid(), verifying, device));
            }
            case VERIFY_ONLY -> {
                requireOurs(key, opened);
                yield new OpenedKey(published, verifying, KeyOpener::nothingToSignWith);
            }
        };
    }

    private static void requireOurs(KeyRecord key, byte[] opened) {
        if (!Arrays.equals(opened, key.publicKey())) {
            throw doesNotOpen(key.kid());
        }
    }

    static PublishedKey publicHalf(KeyRecord key) {
        return new PublishedKey(key.kid(), key.slot().algorithm(), publicKey(key));
    }

    private static Signer nothingToSignWith() {
        throw new IllegalStateException("a key without a private half never signs");
    }

    private static PrivateKey privateKey(KeyRecord key, byte[] secret) {
        var algorithm = key.slot().algorithm();
        try {
            return algorithm.family() == KeyFamily.ML_DSA
                    ? MlDsa.keyPairFromSeed(secret, algorithm).getPrivate()
                    : KeyFactory.getInstance(KeyMaker.family(algorithm))
                            .generatePrivate(new PKCS8EncodedKeySpec(secret));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new KeyDoesNotOpen("The signing key " + key.kid() + " cannot be read.", e);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static PublicKey publicKey(KeyRecord key) {
        var algorithm = key.slot().algorithm();
        try {
            var read =
                    KeyFactory.getInstance(KeyMaker.family(algorithm))
                            .generatePublic(new X509EncodedKeySpec(key.publicKey()));
            if (key.custody().canSign()
                    && !Thumbprint.of(read, algorithm).equals(key.kid().value())) {
                throw new KeyDoesNotOpen(
                        "The public half of the signing key "
                                + key.kid()
                                + " is not its own: the database was changed.");
            }
            return read;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new KeyDoesNotOpen("The signing key " + key.kid() + " cannot be read.", e);
        }
    }

    private static KeyDoesNotOpen doesNotOpen(KeyId kid) {
        return new KeyDoesNotOpen(
                "The signing key "
                        + kid
                        + " does not open under this master key: it was sealed under another one,"
                        + " or the database was changed.");
    }
}
