package dev.mintmark.server.key.hsm;

import dev.mintmark.server.fault.CannotStart;
import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.server.key.KeyDevice;
import dev.mintmark.server.key.Signer;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.SignatureProvider;
import dev.mintmark.verifier.jose.SigningEngine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/// A PKCS#11 token, by the provider that comes with Java (SunPKCS11).
///
/// Private keys are made with `CKA_SENSITIVE` and without `CKA_EXTRACTABLE`: the device does not
/// hand them out, not even encrypted. Java finds a private key again only beside a certificate of
/// the same label, so each gets one that it signs itself; nobody else looks at it.
public final class Pkcs11Token implements KeyDevice {
    /// What SunPKCS11 and common devices have.
    private static final Set<Algorithm> ALGORITHMS =
            Set.of(Algorithm.ES256, Algorithm.ES384, Algorithm.RS256, Algorithm.PS256);

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int RSA_BITS = 3072;
    private static final String ATTRIBUTES =
            """
            attributes(generate, CKO_PRIVATE_KEY, *) = {
              CKA_TOKEN = true
              CKA_PRIVATE = true
              CKA_SENSITIVE = true
              CKA_EXTRACTABLE = false
              CKA_SIGN = true
            }
            """;

    private final Provider provider;
    private final SignatureProvider signatures;
    private final KeyStore store;
    private final char[] pin;

    private Pkcs11Token(Provider provider, KeyStore store, char[] pin) {
        this.provider = provider;
        this.signatures = SignatureProvider.ofDevice(provider);
        this.store = store;
        this.pin = pin;
    }

    /// @param slot empty for the first that has a token
    /// @throws CannotStart with a sentence for the operator
    public static Pkcs11Token open(Path library, OptionalLong slot, String pin) {
        if (!Files.isReadable(library)) {
            throw new CannotStart("The PKCS#11 library " + library + " cannot be read.");
        }
        var provider = configured(library, slot);
        try {
            var store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin.toCharArray());
            return new Pkcs11Token(provider, store, pin.toCharArray());
        } catch (IOException e) {
            throw new CannotStart("The PKCS#11 token does not let this PIN in (pkcs11-pin).", e);
        } catch (GeneralSecurityException | ProviderException e) {
            throw new CannotStart(
                    "There is no PKCS#11 token in this slot (pkcs11-slot), or it does not answer.",
                    e);
        }
    }

    private static Provider configured(Path library, OptionalLong slot) {
        var base = Security.getProvider("SunPKCS11");
        if (base == null) {
            throw new CannotStart("This Java has no support for PKCS#11 (SunPKCS11).");
        }
        var text =
                "--name = mintmark\nlibrary = \""
                        + library.toString().replace("\\", "\\\\").replace("\"", "\\\"")
                        + "\"\n"
                        + (slot.isPresent() ? "slot = " + slot.getAsLong() : "slotListIndex = 0")
                        + "\n"
                        + ATTRIBUTES;
        try {
            return base.configure(text);
        } catch (InvalidParameterException | ProviderException e) {
            throw new CannotStart(
                    "The PKCS#11 library "
                            + library
                            + " does not start, or has no token in this slot (pkcs11-slot).",
                    e);
        }
    }

    @Override
    public boolean makes(Algorithm algorithm) {
        return ALGORITHMS.contains(algorithm) && signatures.supports(algorithm);
    }

    @Override
    public synchronized PublicKey make(
            Algorithm algorithm, Function<PublicKey, KeyId> naming, Instant now) {
        try {
            var generator = generator(algorithm);
            var pair = generator.generateKeyPair();
            var kid = naming.apply(pair.getPublic());
            var certificate = SelfSigned.certificate(kid, pair, provider, now);
            store.setKeyEntry(
                    kid.value(), pair.getPrivate(), null, new Certificate[] {certificate});
            return certificate.getPublicKey();
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            throw new Unavailable("the PKCS#11 token does not make a key", SOON, e);
        }
    }

    @Override
    public synchronized Optional<Signer> signer(KeyId kid, Algorithm algorithm) {
        try {
            return privateKey(kid).map(key -> SigningEngine.of(key, algorithm, signatures)::sign);
        } catch (GeneralSecurityException
                | IOException
                | IllegalArgumentException
                | ProviderException e) {
            throw new Unavailable("the PKCS#11 token does not use a key", SOON, e);
        }
    }

    @Override
    public synchronized Set<KeyId> names() {
        try {
            store.load(null, pin);
            var names = new HashSet<KeyId>();
            for (var label : Collections.list(store.aliases())) {
                if (store.getCertificate(label) instanceof X509Certificate beside
                        && KeyId.isValid(label)
                        && beside.getSubjectX500Principal().getName().equals("CN=" + label)) {
                    names.add(new KeyId(label));
                }
            }
            return names;
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            throw new Unavailable("the PKCS#11 token does not list its keys", SOON, e);
        }
    }

    @Override
    public synchronized void remove(KeyId kid) {
        try {
            if (privateKey(kid).isPresent()) {
                store.deleteEntry(kid.value());
            }
        } catch (GeneralSecurityException | IOException | ProviderException _) {
            // It stays, and signs nothing any more: nobody publishes its public half.
            return;
        }
    }

    /// Another node may have made it, or the device may have been away: so it looks anew.
    private Optional<PrivateKey> privateKey(KeyId kid)
            throws GeneralSecurityException, IOException {
        store.load(null, pin);
        return store.getKey(kid.value(), null) instanceof PrivateKey key
                ? Optional.of(key)
                : Optional.empty();
    }

    private KeyPairGenerator generator(Algorithm algorithm) throws GeneralSecurityException {
        boolean isRsa = algorithm == Algorithm.RS256 || algorithm == Algorithm.PS256;
        var generator = KeyPairGenerator.getInstance(isRsa ? "RSA" : "EC", provider);
        if (isRsa) {
            generator.initialize(RSA_BITS);
        } else {
            generator.initialize(
                    new ECGenParameterSpec(
                            algorithm == Algorithm.ES256 ? "secp256r1" : "secp384r1"));
        }
        return generator;
    }
}
