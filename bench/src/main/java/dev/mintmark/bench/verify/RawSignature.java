package dev.mintmark.bench.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.jose.SignatureProvider;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The limit: the bare signature check over the same bytes, with an engine that stays initialised
/// and a key that was translated once.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class RawSignature {

    @Param({"ES256", "RS256", "ED25519", "HS256"})
    public String algorithm = "ES256";

    @Param({"accp", "jdk"})
    public String provider = "accp";

    private byte[] input = {};
    private byte[] signature = {};
    private @Nullable Signature engine;
    private @Nullable Mac mac;

    @Setup
    public void prepare() throws Exception {
        var chosen = Algorithm.valueOf(algorithm);
        var material =
                new Material(chosen, chosen == Algorithm.ED25519 ? "EdDSA" : chosen.wireName());
        SignatureProvider engines = Engines.choose(provider);
        var token = material.token(1);
        int end = token.lastIndexOf('.');
        input = token.substring(0, end).getBytes(US_ASCII);
        signature = Objects.requireNonNull(Base64Url.decode(token.substring(end + 1)));
        if (chosen.isSymmetric()) {
            mac = Mac.getInstance("HmacSHA256", "SunJCE");
            mac.init(new SecretKeySpec(material.secret, "HmacSHA256"));
            return;
        }
        var family =
                switch (chosen) {
                    case ES256 -> "EC";
                    case RS256 -> "RSA";
                    default -> "Ed25519";
                };
        var name =
                switch (chosen) {
                    case ES256 -> "SHA256withECDSAinP1363Format";
                    case RS256 -> "SHA256withRSA";
                    default -> "Ed25519";
                };
        // With the provider named, so that the JDK's is measured where the JDK's is meant.
        var source =
                provider.equals("accp")
                        ? "AmazonCorrettoCryptoProvider"
                        : chosen == Algorithm.RS256 ? "SunRsaSign" : "SunEC";
        engine = Signature.getInstance(name, source);
        engine.initVerify(translated(material.pair.orElseThrow().getPublic(), family, source));
        if (!verify()) {
            throw new IllegalStateException(engines.name() + " does not verify its own limit");
        }
    }

    /// As an object of the provider's own, where it makes some.
    private static PublicKey translated(PublicKey key, String family, String source)
            throws GeneralSecurityException {
        return Security.getProvider(source).getService("KeyFactory", family) == null
                ? key
                : KeyFactory.getInstance(family, source)
                        .generatePublic(new X509EncodedKeySpec(key.getEncoded()));
    }

    @Benchmark
    public boolean verify() throws Exception {
        if (engine != null) {
            engine.update(input);
            return engine.verify(signature);
        }
        return mac != null && MessageDigest.isEqual(mac.doFinal(input), signature);
    }
}
