package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;

import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What we sign, others take: libraries that know no more of us than the address of our keys.
class ForeignVerifiersTest {
    @TempDir private static Path folder;
    private static AuthorityProcess authority;
    private static final Map<String, String> SECRETS = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        authority = AuthorityProcess.serve(DataFolders.startedOnce(folder));
        authority.admin().addUser("ann", "correct horse battery");
        for (var algorithm : new String[] {"ES256", "RS256"}) {
            var added =
                    new Mint()
                            .on(authority.data())
                            .run(
                                    "client",
                                    "add",
                                    "app-" + algorithm,
                                    "--alg",
                                    algorithm,
                                    "--audience",
                                    "orders",
                                    "--scope",
                                    "read",
                                    "--json",
                                    "--grant",
                                    "refresh_token",
                                    "--grant",
                                    "client_credentials");
            assertThat(added.exitCode()).as(added.err()).isZero();
            SECRETS.put(algorithm, (String) added.json().get("secret"));
        }
    }

    @AfterAll
    static void stop() {
        authority.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "RS256"})
    void nimbus_takes_the_token_of_a_person(String algorithm) throws Exception {
        var token = signIn(algorithm);

        var claims = nimbus(algorithm).process(token, null);

        assertThat(SignedJWT.parse(token).getHeader().getAlgorithm().getName())
                .isEqualTo(algorithm);
        assertThat(claims.getSubject()).startsWith("usr_");
        assertThat(claims.getAudience()).containsExactly("orders");
        assertThat(claims.getStringClaim("client_id")).isEqualTo("app-" + algorithm);
        assertThat(claims.getStringClaim("scope")).isEqualTo("read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "RS256"})
    void nimbus_takes_the_token_of_a_service(String algorithm) throws Exception {
        var token =
                client(algorithm)
                        .form("/oauth2/token", "grant_type", "client_credentials")
                        .text("access_token");

        assertThat(nimbus(algorithm).process(token, null).getSubject())
                .isEqualTo("app-" + algorithm);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "RS256"})
    void jjwt_takes_it_too(String algorithm) {
        var json = authority.caller().get("/.well-known/jwks.json").body();
        Map<String, Jwk<?>> keys =
                Jwks.setParser().build().parse(json).getKeys().stream()
                        .collect(Collectors.toMap(Jwk::getId, key -> key));

        var parsed =
                Jwts.parser()
                        .keyLocator(header -> keys.get((String) header.get("kid")).toKey())
                        .requireIssuer(authority.issuer().toString())
                        .requireAudience("orders")
                        .build()
                        .parseSignedClaims(signIn(algorithm));

        assertThat(parsed.getHeader().getAlgorithm()).isEqualTo(algorithm);
        assertThat(parsed.getHeader().getType()).isEqualTo("at+jwt");
        assertThat(parsed.getPayload().getSubject()).startsWith("usr_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "RS256"})
    void and_jose4j(String algorithm) throws Exception {
        var json = authority.caller().get("/.well-known/jwks.json").body();
        var consumer =
                new JwtConsumerBuilder()
                        .setVerificationKeyResolver(
                                new JwksVerificationKeyResolver(
                                        new JsonWebKeySet(json).getJsonWebKeys()))
                        .setJwsAlgorithmConstraints(ConstraintType.PERMIT, algorithm)
                        .setExpectedType(true, "at+jwt")
                        .setExpectedIssuer(authority.issuer().toString())
                        .setExpectedAudience("orders")
                        .setRequireExpirationTime()
                        .build();

        var claims = consumer.processToClaims(signIn(algorithm));

        assertThat(claims.getSubject()).startsWith("usr_");
        assertThat(claims.getStringClaimValue("client_id")).isEqualTo("app-" + algorithm);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "RS256"})
    void and_so_does_ours(String algorithm) {
        try (var verifier = Verifier.forIssuer(authority.issuer(), "orders")) {
            assertThat(verifier.verify(signIn(algorithm)))
                    .isInstanceOfSatisfying(
                            Verdict.Trusted.class,
                            token -> assertThat(token.algorithm().wireName()).isEqualTo(algorithm));
        }
    }

    /// As the library's own guide sets it up for RFC 9068.
    private static DefaultJWTProcessor<SecurityContext> nimbus(String algorithm) throws Exception {
        var keys =
                JWKSourceBuilder.create(
                                authority.issuer().resolve("/.well-known/jwks.json").toURL())
                        .build();
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(JWSAlgorithm.parse(algorithm), keys));
        processor.setJWTClaimsSetVerifier(
                new DefaultJWTClaimsVerifier<>(
                        "orders",
                        new JWTClaimsSet.Builder().issuer(authority.issuer().toString()).build(),
                        Set.of("sub", "iat", "exp", "client_id", "jti")));
        return processor;
    }

    private static Caller client(String algorithm) {
        return authority.caller().basic("app-" + algorithm, SECRETS.get(algorithm));
    }

    private static String signIn(String algorithm) {
        var answer = client(algorithm).signIn("ann", "correct horse battery");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.text("access_token");
    }
}
