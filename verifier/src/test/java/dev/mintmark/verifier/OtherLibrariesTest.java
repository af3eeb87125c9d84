package dev.mintmark.verifier;

import static dev.mintmark.verifier.Tokens.AUDIENCE;
import static dev.mintmark.verifier.Tokens.ISSUER;
import static dev.mintmark.verifier.Tokens.NOW;
import static dev.mintmark.verifier.Tokens.aVerifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.KeyFamily;
import dev.mintmark.verifier.jose.SignatureProvider;
import dev.mintmark.verifier.jose.TestKeys;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.SecureDigestAlgorithm;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Date;
import java.util.EnumSet;
import java.util.stream.Stream;

/// What other libraries sign, we take.
class OtherLibrariesTest {

    /// All but Ed25519, which Nimbus signs only with a library that we do not have here.
    static Stream<Arguments> algorithmsThatNimbusSigns() {
        return TestKeys.algorithmsOnBothProviders()
                .filter(arguments -> arguments.get()[0] != Algorithm.ED25519);
    }

    @ParameterizedTest
    @MethodSource("algorithmsThatNimbusSigns")
    void a_token_signed_by_nimbus_is_trusted(Algorithm algorithm, SignatureProvider provider)
            throws Exception {
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER.toString())
                        .subject("alice")
                        .audience(AUDIENCE)
                        .claim("client_id", "web")
                        .jwtID("n-1")
                        .claim("scope", "read write")
                        .issueTime(Date.from(NOW))
                        .expirationTime(Date.from(NOW.plusSeconds(600)))
                        .build();
        var header =
                new JWSHeader.Builder(JWSAlgorithm.parse(algorithm.wireName()))
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(algorithm.wireName() + "-key")
                        .build();
        var token = new SignedJWT(header, claims);
        var privateKey = TestKeys.pair(algorithm).getPrivate();
        token.sign(
                algorithm.family() == KeyFamily.EC
                        ? new ECDSASigner((ECPrivateKey) privateKey)
                        : new RSASSASigner(privateKey));

        assertTrusted(verifier(algorithm, provider).verify(token.serialize()), algorithm);
    }

    @ParameterizedTest
    @MethodSource("dev.mintmark.verifier.jose.TestKeys#algorithmsOnBothProviders")
    void a_token_signed_by_jjwt_is_trusted(Algorithm algorithm, SignatureProvider provider) {
        String token =
                Jwts.builder()
                        .header()
                        .type("at+jwt")
                        .keyId(algorithm.wireName() + "-key")
                        .and()
                        .issuer(ISSUER.toString())
                        .subject("alice")
                        .audience()
                        .add(AUDIENCE)
                        .and()
                        .claim("client_id", "web")
                        .claim("scope", "read write")
                        .id("j-1")
                        .issuedAt(Date.from(NOW))
                        .expiration(Date.from(NOW.plusSeconds(600)))
                        .signWith(TestKeys.pair(algorithm).getPrivate(), jjwt(algorithm))
                        .compact();

        assertTrusted(verifier(algorithm, provider).verify(token), algorithm);
    }

    private static void assertTrusted(Verdict verdict, Algorithm algorithm) {
        assertThat(verdict).isInstanceOf(Verdict.Trusted.class);
        var trusted = (Verdict.Trusted) verdict;
        assertThat(trusted.subject()).isEqualTo("alice");
        assertThat(trusted.audience()).containsExactly(AUDIENCE);
        assertThat(trusted.scopes()).containsExactly("read", "write");
        assertThat(trusted.issuedAt()).isEqualTo(NOW);
        assertThat(trusted.expiresAt()).isEqualTo(NOW.plusSeconds(600));
        assertThat(trusted.algorithm()).isEqualTo(algorithm);
    }

    private static Verifier verifier(Algorithm algorithm, SignatureProvider provider) {
        return aVerifier(KeySource.of(TestKeys.key(algorithm).on(provider)))
                .withAlgorithms(EnumSet.of(algorithm))
                .acceptingLegacyEdDsa();
    }

    private static SecureDigestAlgorithm<PrivateKey, ?> jjwt(Algorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> Jwts.SIG.RS256;
            case RS384 -> Jwts.SIG.RS384;
            case RS512 -> Jwts.SIG.RS512;
            case PS256 -> Jwts.SIG.PS256;
            case PS384 -> Jwts.SIG.PS384;
            case PS512 -> Jwts.SIG.PS512;
            case ES256 -> Jwts.SIG.ES256;
            case ES384 -> Jwts.SIG.ES384;
            case ES512 -> Jwts.SIG.ES512;
            case ED25519 -> Jwts.SIG.EdDSA;
            case HS256, HS384, HS512 -> throw new IllegalArgumentException("has no key pair");
        };
    }
}
