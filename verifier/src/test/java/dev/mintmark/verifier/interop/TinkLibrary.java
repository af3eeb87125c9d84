package dev.mintmark.verifier.interop;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.LowLevelCryptoCaller;
import com.google.crypto.tink.jwt.JwtMlDsaParameters;
import com.google.crypto.tink.jwt.JwtMlDsaParameters.KidStrategy;
import com.google.crypto.tink.jwt.JwtMlDsaPrivateKey;
import com.google.crypto.tink.jwt.JwtMlDsaPublicKey;
import com.google.crypto.tink.jwt.JwtValidator;
import com.google.crypto.tink.jwt.RawJwt;
import com.google.crypto.tink.jwt.subtle.JwtMlDsaPublicKeySign;
import com.google.crypto.tink.jwt.subtle.JwtMlDsaPublicKeyVerify;
import com.google.crypto.tink.util.Bytes;
import com.google.crypto.tink.util.SecretBytes;

import dev.mintmark.verifier.jose.Algorithm;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.ZoneOffset;

/// Tokens with ML-DSA by Tink, whose signatures are Conscrypt's. It wants keys to be handled as
/// sets, and to be told where they are not.
@AccessesPartialKey
@LowLevelCryptoCaller
final class TinkLibrary {

    private final JwtMlDsaPublicKey publicKey;

    /// @param raw the public key as FIPS 204 encodes it
    TinkLibrary(Algorithm algorithm, String kid, byte[] raw) throws GeneralSecurityException {
        publicKey =
                JwtMlDsaPublicKey.builder()
                        .setParameters(
                                JwtMlDsaParameters.create(KidStrategy.CUSTOM, named(algorithm)))
                        .setPublicKeyBytes(Bytes.copyFrom(raw))
                        .setCustomKid(kid)
                        .build();
    }

    /// A token with [Sample]'s claims.
    String sign(byte[] seed) throws GeneralSecurityException {
        var claims =
                RawJwt.newBuilder()
                        .setTypeHeader("at+jwt")
                        .setIssuer(Sample.ISSUER.toString())
                        .setSubject(Sample.SUBJECT)
                        .setAudience(Sample.AUDIENCE)
                        .addStringClaim("client_id", Sample.CLIENT)
                        .setJwtId(Sample.ID)
                        .addStringClaim("scope", Sample.SCOPE)
                        .setIssuedAt(Sample.NOW)
                        .setExpiration(Sample.EXPIRY)
                        .build();
        var key =
                JwtMlDsaPrivateKey.create(
                        publicKey, SecretBytes.copyFrom(seed, InsecureSecretKeyAccess.get()));
        return JwtMlDsaPublicKeySign.create(key).signAndEncode(claims);
    }

    /// The subject of a token that it trusts; throws for any other.
    String subject(String token) throws GeneralSecurityException {
        var validator =
                JwtValidator.newBuilder()
                        .expectTypeHeader("at+jwt")
                        .expectIssuer(Sample.ISSUER.toString())
                        .expectAudience(Sample.AUDIENCE)
                        .setClock(Clock.fixed(Sample.NOW, ZoneOffset.UTC))
                        .build();
        return JwtMlDsaPublicKeyVerify.create(publicKey)
                .verifyAndDecode(token, validator)
                .getSubject();
    }

    private static JwtMlDsaParameters.Algorithm named(Algorithm algorithm) {
        return switch (algorithm) {
            case ML_DSA_44 -> JwtMlDsaParameters.Algorithm.ML_DSA_44;
            case ML_DSA_65 -> JwtMlDsaParameters.Algorithm.ML_DSA_65;
            case ML_DSA_87 -> JwtMlDsaParameters.Algorithm.ML_DSA_87;
            default -> throw new IllegalArgumentException(algorithm.wireName());
        };
    }
}
