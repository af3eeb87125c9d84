package dev.mintmark.server.token;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.verifier.jose.Algorithm;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.Date;
import java.util.Set;

/// What we sign, others take, with nothing but our published keys.
class OtherLibrariesTest {
    private final MovableClock clock = new MovableClock();
    private final Minter minter =
            new Minter(
                    Some.keyRing(),
                    Some.ISSUER,
                    Some::listUri,
                    Duration.ofMinutes(10),
                    clock,
                    Some.RANDOM);

    @ParameterizedTest
    @EnumSource(names = {"ES256", "RS256"})
    void nimbus_trusts_our_tokens(Algorithm algorithm) throws Exception {
        var token = minter.mint(MinterTest.forService(algorithm));
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(
                        Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256),
                        new ImmutableJWKSet<>(JWKSet.parse(jwks()))));
        processor.setJWTClaimsSetVerifier((_, _) -> {});

        JWTClaimsSet claims = processor.process(token.text(), null);

        assertThat(claims.getIssuer()).isEqualTo(Some.ISSUER);
        assertThat(claims.getSubject()).isEqualTo("service");
        assertThat(claims.getAudience()).containsExactly("https://orders");
        assertThat(claims.getJWTID()).isEqualTo(token.id());
        assertThat(claims.getExpirationTime()).isEqualTo(Date.from(token.expiresAt()));
    }

    @ParameterizedTest
    @EnumSource(names = {"ES256", "RS256"})
    void jjwt_trusts_our_tokens(Algorithm algorithm) {
        var token = minter.mint(MinterTest.forService(algorithm));
        var keys = Jwks.setParser().build().parse(jwks()).getKeys();

        var claims =
                Jwts.parser()
                        .keyLocator(header ->
                                keys.stream()
                                        .filter(key -> key.getId().equals(header.get("kid")))
                                        .findAny()
                                        .orElseThrow()
                                        .toKey())
                        .clock(() -> Date.from(clock.instant()))
                        .requireIssuer(Some.ISSUER)
                        .requireAudience("https://orders")
                        .build()
                        .parseSignedClaims(token.text())
                        .getPayload();

        assertThat(claims.getId()).isEqualTo(token.id());
        assertThat(claims.get("scope")).isEqualTo("read write");
        assertThat(claims.getIssuedAt()).isEqualTo(Date.from(token.issuedAt()));
    }

    private static String jwks() {
        return new String(Some.keyRing().jwks().json(), UTF_8);
    }
}
