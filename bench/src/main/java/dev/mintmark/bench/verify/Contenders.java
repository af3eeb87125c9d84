package dev.mintmark.bench.verify;

import com.auth0.jwt.JWT;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.RevocationSource.Standing;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.jose.SignatureProvider;

import io.fusionauth.jwt.domain.Header;
import io.jsonwebtoken.Jwts;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

import java.net.URI;
import java.security.Key;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Set;

import javax.crypto.spec.SecretKeySpec;

/// The libraries, each set up as its documentation says a resource server should, to check all that
/// we check where it can.
final class Contenders {

    private Contenders() {}

    static Contender make(String library, Material material, SignatureProvider provider)
            throws Exception {
        return switch (library) {
            case "mintmark" -> mintmark(material, provider).rememberingNoTokens()::verify;
            case "nimbus" -> nimbus(material);
            case "spring" -> spring(material);
            case "jjwt" -> jjwt(material);
            case "auth0" -> auth0(material);
            case "jose4j" -> jose4j(material);
            case "fusionauth" -> fusionauth(material);
            default -> throw new IllegalArgumentException(library);
        };
    }

    /// With a source of revocations that has to be asked, as services have that use one.
    static Verifier mintmark(Material material, SignatureProvider provider) {
        return Verifier.forIssuer(
                        URI.create(Material.ISSUER),
                        Material.AUDIENCE,
                        KeySource.of(material.key().on(provider)))
                .withAlgorithms(Set.of(material.algorithm))
                .acceptingLegacyEdDsa()
                .withRevocations(token ->
                        token.tokenId().isEmpty()
                                ? new Standing.Revoked("nameless")
                                : Standing.GOOD);
    }

    static Object trusted(Verdict verdict) {
        if (verdict instanceof Verdict.Trusted token) {
            return token.subject();
        }
        throw new IllegalStateException(verdict.toString());
    }

    private static Contender nimbus(Material material) throws Exception {
        var alg = JWSAlgorithm.parse(material.algorithm.wireName());
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(
                        alg, new ImmutableJWKSet<>(new JWKSet(jwk(material, alg)))));
        processor.setJWTClaimsSetVerifier(
                new DefaultJWTClaimsVerifier<>(
                        Material.AUDIENCE,
                        new JWTClaimsSet.Builder().issuer(Material.ISSUER).build(),
                        Set.of("sub", "iat", "exp", "jti", "client_id")));
        return token -> processor.process(token, null).getSubject();
    }

    private static JWK jwk(Material material, JWSAlgorithm alg) {
        if (material.pair.isEmpty()) {
            return new OctetSequenceKey.Builder(material.secret)
                    .keyID(Material.KID)
                    .algorithm(alg)
                    .build();
        }
        var key = material.pair.get().getPublic();
        if (key instanceof RSAPublicKey rsa) {
            return new RSAKey.Builder(rsa).keyID(Material.KID).algorithm(alg).build();
        }
        return new com.nimbusds.jose.jwk.ECKey.Builder(
                        com.nimbusds.jose.jwk.Curve.P_256, (ECPublicKey) key)
                .keyID(Material.KID)
                .algorithm(alg)
                .build();
    }

    private static Contender spring(Material material) throws Exception {
        var alg = JWSAlgorithm.parse(material.algorithm.wireName());
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(
                        alg, new ImmutableJWKSet<>(new JWKSet(jwk(material, alg)))));
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        var decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        new JwtTimestampValidator(),
                        new JwtIssuerValidator(Material.ISSUER),
                        new JwtClaimValidator<List<String>>(
                                JwtClaimNames.AUD,
                                aud -> aud != null && aud.contains(Material.AUDIENCE))));
        return decoder::decode;
    }

    private static Contender jjwt(Material material) {
        var builder =
                Jwts.parser().requireIssuer(Material.ISSUER).requireAudience(Material.AUDIENCE);
        var parser =
                material.pair.isPresent()
                        ? builder.verifyWith(material.pair.get().getPublic()).build()
                        : builder.verifyWith(hmac(material)).build();
        return token -> {
            var parsed = parser.parseSignedClaims(token);
            require("at+jwt".equals(parsed.getHeader().getType()));
            return parsed.getPayload().getSubject();
        };
    }

    private static Contender auth0(Material material) {
        var algorithm =
                switch (material.algorithm) {
                    case ES256 ->
                            com.auth0.jwt.algorithms.Algorithm.ECDSA256(
                                    (ECPublicKey) material.pair.orElseThrow().getPublic(),
                                    (ECPrivateKey) null);
                    case RS256 ->
                            com.auth0.jwt.algorithms.Algorithm.RSA256(
                                    (RSAPublicKey) material.pair.orElseThrow().getPublic(),
                                    (RSAPrivateKey) null);
                    case HS256 -> com.auth0.jwt.algorithms.Algorithm.HMAC256(material.secret);
                    default -> throw new IllegalArgumentException("auth0 has no such algorithm");
                };
        var verifier =
                JWT.require(algorithm)
                        .withIssuer(Material.ISSUER)
                        .withAudience(Material.AUDIENCE)
                        .build();
        return token -> {
            var verified = verifier.verify(token);
            require("at+jwt".equals(verified.getType()));
            return verified.getSubject();
        };
    }

    private static Contender jose4j(Material material) {
        var alg =
                material.algorithm.wireName().equals("Ed25519")
                        ? "EdDSA"
                        : material.algorithm.wireName();
        var consumer =
                new JwtConsumerBuilder()
                        .setExpectedType(true, "at+jwt")
                        .setRequireExpirationTime()
                        .setRequireSubject()
                        .setExpectedIssuer(Material.ISSUER)
                        .setExpectedAudience(Material.AUDIENCE)
                        .setVerificationKey(key(material))
                        .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, alg)
                        .build();
        return token -> consumer.processToClaims(token).getSubject();
    }

    private static Contender fusionauth(Material material) throws Exception {
        var verifier =
                switch (material.algorithm) {
                    case ES256 ->
                            io.fusionauth.jwt.ec.ECVerifier.newVerifier(
                                    material.pair.orElseThrow().getPublic());
                    case RS256 ->
                            io.fusionauth.jwt.rsa.RSAVerifier.newVerifier(
                                    (RSAPublicKey) material.pair.orElseThrow().getPublic());
                    case HS256 -> io.fusionauth.jwt.hmac.HMACVerifier.newVerifier(material.secret);
                    default -> throw new IllegalArgumentException("its token is spelled otherwise");
                };
        var decoder = io.fusionauth.jwt.domain.JWT.getDecoder();
        return token -> {
            var jwt = decoder.decode(token, verifier);
            require(Material.ISSUER.equals(jwt.issuer));
            require(Material.AUDIENCE.equals(jwt.audience) || jwt.audience instanceof List<?>);
            require("at+jwt".equals(typeOf(jwt.header)));
            return jwt.subject;
        };
    }

    private static Object typeOf(Header header) {
        return header.type == null ? "" : header.type;
    }

    private static Key key(Material material) {
        return material.pair.isPresent() ? material.pair.get().getPublic() : hmac(material);
    }

    private static javax.crypto.SecretKey hmac(Material material) {
        return new SecretKeySpec(material.secret, "HmacSHA256");
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalStateException("a check failed");
        }
    }
}
