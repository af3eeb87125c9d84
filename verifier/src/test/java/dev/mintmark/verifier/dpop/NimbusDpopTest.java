package dev.mintmark.verifier.dpop;

import static dev.mintmark.verifier.Tokens.aVerifier;
import static dev.mintmark.verifier.Tokens.quoted;
import static dev.mintmark.verifier.dpop.Proofs.ADDRESS;
import static dev.mintmark.verifier.dpop.Proofs.METHOD;
import static dev.mintmark.verifier.dpop.Proofs.aProof;
import static dev.mintmark.verifier.dpop.Proofs.boundToken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPIssuer;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPProtectedResourceRequestVerifier;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;

import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.TestKeys;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.URI;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Against another implementation, in both directions. It knows no Ed25519 without a further
/// library, and has the system's clock.
@DisplayName("RFC 9449, with Nimbus on the other side")
class NimbusDpopTest {

    @ParameterizedTest
    @EnumSource(
            value = Algorithm.class,
            names = {"(RS|PS|ES).*"},
            mode = EnumSource.Mode.MATCH_ALL)
    void proofs_made_by_nimbus_hold_here(Algorithm algorithm) throws Exception {
        String token = boundToken(algorithm);
        var factory = new DefaultDPoPProofFactory(privateJwk(algorithm), nimbus(algorithm));
        String proof =
                factory.createDPoPJWT(METHOD, URI.create(ADDRESS), new DPoPAccessToken(token))
                        .serialize();
        assertThat(verdict(dpop(algorithm), token, proof)).isInstanceOf(Verdict.Trusted.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Algorithm.class,
            names = {"(RS|PS|ES).*"},
            mode = EnumSource.Mode.MATCH_ALL)
    void proofs_that_hold_here_hold_for_nimbus(Algorithm algorithm) throws Exception {
        String token = boundToken(algorithm);
        String proof = proofOfNow(algorithm).forToken(token).sign();
        assertThat(verdict(dpop(algorithm), token, proof)).isInstanceOf(Verdict.Trusted.class);
        judgeByNimbus(algorithm, token, proof);
    }

    @Test
    void nimbus_gets_in_with_a_nonce_of_ours() throws Exception {
        String token = boundToken();
        var dpop =
                dpop(Algorithm.ES256)
                        .withNonces("J2~x8Qm;Zk0)vR4?tW9!aBcD#5hLpE7n".getBytes(US_ASCII));
        var factory = new DefaultDPoPProofFactory(privateJwk(Algorithm.ES256), JWSAlgorithm.ES256);
        var access = new DPoPAccessToken(token);
        URI address = URI.create(ADDRESS);

        Verdict first =
                verdict(dpop, token, factory.createDPoPJWT(METHOD, address, access).serialize());
        assertThat(((Verdict.Refused) first).reason()).isEqualTo(Reason.DPOP_NONCE_REQUIRED);
        var nonce = new Nonce(dpop.nonceFor(first).orElseThrow());
        Verdict second =
                verdict(
                        dpop,
                        token,
                        factory.createDPoPJWT(METHOD, address, access, nonce).serialize());
        assertThat(second).isInstanceOf(Verdict.Trusted.class);
    }

    @Test
    void both_refuse_what_is_for_another_request() throws Exception {
        String token = boundToken();
        for (Proofs wrong :
                List.of(
                        proofOfNow(Algorithm.ES256).forToken(token).claim("htm", quoted("POST")),
                        proofOfNow(Algorithm.ES256)
                                .forToken(token)
                                .claim("htu", quoted(ADDRESS + "/x")),
                        proofOfNow(Algorithm.ES256).forToken(token + "x"),
                        proofOfNow(Algorithm.ES256).forToken(token).claim("iat", "1562262618"),
                        aProof(Algorithm.ES256, TestKeys.ec("secp256r1")).forToken(token))) {
            String proof = wrong.sign();
            assertThat(verdict(dpop(Algorithm.ES256), token, proof))
                    .isInstanceOf(Verdict.Refused.class);
            assertThatThrownBy(() -> judgeByNimbus(Algorithm.ES256, token, proof))
                    .isInstanceOf(Exception.class);
        }
    }

    private static Proofs proofOfNow(Algorithm algorithm) {
        return aProof(algorithm).claim("iat", Long.toString(Instant.now().getEpochSecond()));
    }

    private static void judgeByNimbus(Algorithm algorithm, String token, String proof)
            throws Exception {
        new DPoPProtectedResourceRequestVerifier(Set.of(nimbus(algorithm)), 60, 60, null)
                .verify(
                        METHOD,
                        URI.create(ADDRESS),
                        new DPoPIssuer("web"),
                        SignedJWT.parse(proof),
                        new DPoPAccessToken(token),
                        new JWKThumbprintConfirmation(new Base64URL(Proofs.jkt(algorithm))),
                        null,
                        null);
    }

    private static Dpop dpop(Algorithm algorithm) {
        return Dpop.remembering(ReplayStore.inMemory()).withAlgorithms(Set.of(algorithm));
    }

    private static Verdict verdict(Dpop dpop, String token, String proof) {
        return aVerifier().verify(token, dpop.proof(List.of(proof), METHOD, ADDRESS));
    }

    private static JWSAlgorithm nimbus(Algorithm algorithm) {
        return JWSAlgorithm.parse(algorithm.wireName());
    }

    private static JWK privateJwk(Algorithm algorithm) {
        var pair = TestKeys.pair(algorithm);
        if (pair.getPublic() instanceof ECPublicKey ec) {
            return new ECKey.Builder(Curve.forECParameterSpec(ec.getParams()), ec)
                    .privateKey(pair.getPrivate())
                    .build();
        }
        return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                .privateKey(pair.getPrivate())
                .build();
    }
}
