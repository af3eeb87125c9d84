package dev.mintmark.verifier.jose;

import org.jspecify.annotations.Nullable;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

import javax.crypto.Mac;

/// Whose code computes signatures.
///
/// [#fastest()] is the Amazon Corretto Crypto Provider when it is on the class path and proves
/// healthy (two to seventeen times as fast as the JDK at verifying, depending on the algorithm),
/// else the JDK. It is used as an explicit instance and never installed JVM-wide, so nothing else
/// in the process changes. HMAC and hashes stay with the JDK, whose intrinsics are as good.
public final class SignatureProvider {

    private final String name;
    private final String explanation;
    private final @Nullable Provider accelerator;

    private SignatureProvider(String name, String explanation, @Nullable Provider accelerator) {
        this.name = name;
        this.explanation = explanation;
        this.accelerator = accelerator;
    }

    /// The fastest healthy provider. The first call loads and tests the native library, which takes
    /// a few hundred milliseconds: make it while starting, or let the first verification pay.
    public static SignatureProvider fastest() {
        return Fastest.FOUND;
    }

    /// The JDK's own providers, always there.
    public static SignatureProvider jdk() {
        return jdk("the JDK's providers were asked for");
    }

    /// A provider whose RSA and EC keys stay inside a device, such as one for PKCS#11. For signing
    /// with them; to verify, any other is faster.
    public static SignatureProvider ofDevice(Provider provider) {
        return new SignatureProvider(
                provider.getName(), "the keys are in a device of its", provider);
    }

    static SignatureProvider jdk(String explanation) {
        return new SignatureProvider("JDK", explanation, null);
    }

    static SignatureProvider accelerated(Provider provider) {
        String name = provider.getName() + " " + provider.getVersionStr();
        return new SignatureProvider(name, name + " passed its self tests", provider);
    }

    public String name() {
        return name;
    }

    /// Why this provider was chosen, for a start-up log line.
    public String explanation() {
        return explanation;
    }

    public boolean isAccelerated() {
        return accelerator != null;
    }

    /// Whether it has code for the algorithm at all. Without ML-DSA are the JDK before Java 24 and
    /// some builds of the accelerator.
    public boolean supports(Algorithm algorithm) {
        try {
            if (algorithm.isSymmetric()) {
                var unused = mac(algorithm);
            } else {
                var unused = signature(algorithm);
            }
            return true;
        } catch (GeneralSecurityException none) {
            return false;
        }
    }

    /// A fresh engine, not initialised with a key yet.
    Signature signature(Algorithm algorithm) throws GeneralSecurityException {
        Provider provider = provider(algorithm.family());
        Signature signature =
                provider == null
                        ? Signature.getInstance(algorithm.jcaName())
                        : Signature.getInstance(algorithm.jcaName(), provider);
        if (algorithm.parameters() != null) {
            signature.setParameter(algorithm.parameters());
        }
        return signature;
    }

    Mac mac(Algorithm algorithm) throws GeneralSecurityException {
        Provider provider = provider(KeyFamily.SECRET);
        return provider == null
                ? Mac.getInstance(algorithm.jcaName())
                : Mac.getInstance(algorithm.jcaName(), provider);
    }

    /// The same key as an object of this provider's. A foreign one would be translated again at
    /// every initialisation; where the provider makes no such objects, that is how it has to be.
    PublicKey translate(PublicKey key, KeyFamily family) throws GeneralSecurityException {
        if (!makesKeys(family)) {
            return key;
        }
        return factory(family).generatePublic(new X509EncodedKeySpec(encoded(key)));
    }

    /// Keys that do not show their bytes live in hardware; they stay what they are.
    PrivateKey translate(PrivateKey key, KeyFamily family) throws GeneralSecurityException {
        if (key.getEncoded() == null || !makesKeys(family)) {
            return key;
        }
        return factory(family).generatePrivate(new PKCS8EncodedKeySpec(encoded(key)));
    }

    private boolean makesKeys(KeyFamily family) {
        Provider provider = provider(family);
        return provider == null || provider.getService("KeyFactory", family.jcaName()) != null;
    }

    private KeyFactory factory(KeyFamily family) throws GeneralSecurityException {
        Provider provider = provider(family);
        return provider == null
                ? KeyFactory.getInstance(family.jcaName())
                : KeyFactory.getInstance(family.jcaName(), provider);
    }

    private static byte[] encoded(Key key) {
        byte[] encoded = key.getEncoded();
        if (encoded == null) {
            throw new IllegalArgumentException("a public key must be able to show its encoding");
        }
        return encoded;
    }

    /// Named on purpose, so that a provider somebody else put in front does not change our results.
    /// Null on a Java without the usual providers: its own order decides then.
    private @Nullable Provider provider(KeyFamily family) {
        if (accelerator != null && accelerates(accelerator, family)) {
            return accelerator;
        }
        return switch (family) {
            case RSA -> Security.getProvider("SunRsaSign");
            case EC, ED25519 -> Security.getProvider("SunEC");
            case SECRET -> Security.getProvider("SunJCE");
            case ML_DSA -> ofTheJdk("SUN", family);
        };
    }

    /// The FIPS builds of the provider, and those of before 2.5, lack some.
    private static boolean accelerates(Provider accelerator, KeyFamily family) {
        return switch (family) {
            case RSA, EC, ED25519 -> true;
            case ML_DSA -> accelerator.getService("Signature", family.jcaName()) != null;
            case SECRET -> false;
        };
    }

    /// Before Java 24 it is there and does not know ML-DSA; then somebody else's may.
    private static @Nullable Provider ofTheJdk(String name, KeyFamily family) {
        Provider provider = Security.getProvider(name);
        return provider != null && provider.getService("Signature", family.jcaName()) != null
                ? provider
                : null;
    }

    private static final class Fastest {
        private static final SignatureProvider FOUND = Corretto.find();
    }
}
