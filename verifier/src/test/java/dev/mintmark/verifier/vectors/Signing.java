package dev.mintmark.verifier.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes signatures with the JDK alone, not with the code that the vectors are for.
final class Signing {

    private Signing() {}

    /// @param seed what the signature's randomness is drawn from, so that making a vector again
    ///   gives the same token
    static byte[] sign(String alg, TestKey key, byte[] input, String seed) {
        try {
            if (alg.startsWith("HS")) {
                return mac(alg, key.bytes("k"), input);
            }
            Signature engine = engine(alg);
            engine.initSign(key.privateKey(), new SeededRandom(seed));
            engine.update(input);
            return engine.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] mac(String alg, byte[] secret, byte[] input) {
        try {
            String name = "HmacSHA" + alg.substring(2);
            var mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(secret, name));
            return mac.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] pss(TestKey key, byte[] input, PSSParameterSpec parameters, String seed)
            throws GeneralSecurityException {
        var engine = Signature.getInstance("RSASSA-PSS");
        engine.setParameter(parameters);
        engine.initSign(key.privateKey(), new SeededRandom(seed));
        engine.update(input);
        return engine.sign();
    }

    private static Signature engine(String alg) throws GeneralSecurityException {
        String size = alg.substring(2);
        return switch (alg) {
            case "RS256", "RS384", "RS512" -> Signature.getInstance("SHA" + size + "withRSA");
            case "ES256", "ES384", "ES512" ->
                    Signature.getInstance("SHA" + size + "withECDSAinP1363Format");
            case "PS256", "PS384", "PS512" -> {
                var engine = Signature.getInstance("RSASSA-PSS");
                engine.setParameter(
                        new PSSParameterSpec(
                                "SHA-" + size,
                                "MGF1",
                                new MGF1ParameterSpec("SHA-" + size),
                                Integer.parseInt(size) / 8,
                                PSSParameterSpec.TRAILER_FIELD_BC));
                yield engine;
            }
            case "EdDSA", "Ed25519" -> Signature.getInstance("Ed25519");
            default -> Signature.getInstance(alg);
        };
    }

    /// The same numbers for the same seed. Nobody may sign like this but a maker of test vectors.
    private static final class SeededRandom extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final String seed;
        private long block;

        SeededRandom(String seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            for (int at = 0; at < bytes.length; at += 32) {
                byte[] more = sha256(seed + "#" + block++);
                System.arraycopy(more, 0, bytes, at, Math.min(32, bytes.length - at));
            }
        }

        private static byte[] sha256(String text) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
