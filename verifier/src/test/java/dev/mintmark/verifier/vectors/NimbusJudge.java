package dev.mintmark.verifier.vectors;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Nimbus JOSE+JWT with everything switched on that its JWT processor has a switch for.
final class NimbusJudge implements Judge {

    private static final Set<String> REQUIRED =
            Set.of("iss", "sub", "aud", "exp", "iat", "jti", "client_id");

    @Override
    public boolean canDo(VectorCase each) {
        // It verifies Ed25519 with Tink, which is not here.
        return !each.settings().algorithms().equals(List.of("Ed25519"))
                && !each.keySet().orElse("").contains("Ed25519");
    }

    @Override
    public void require(VectorCase each) throws Exception {
        VectorCase.Settings settings = each.settings();
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(types(settings)));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(
                        settings.algorithms().stream()
                                .map(JWSAlgorithm::parse)
                                .collect(Collectors.toSet()),
                        new ImmutableJWKSet<>(keys(each))));
        var claims =
                new DefaultJWTClaimsVerifier<SecurityContext>(
                        settings.audiences().isEmpty() ? null : Set.copyOf(settings.audiences()),
                        new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                        REQUIRED,
                        Set.of("nonce", "events")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(Instant.ofEpochSecond(settings.now()));
                    }
                };
        claims.setMaxClockSkew((int) settings.leeway());
        processor.setJWTClaimsSetVerifier(claims);
        processor.process(each.token(), null);
    }

    private static Set<JOSEObjectType> types(VectorCase.Settings settings) {
        var types = new HashSet<JOSEObjectType>();
        types.add(new JOSEObjectType("at+jwt"));
        types.add(new JOSEObjectType("application/at+jwt"));
        if (settings.accept().contains("untyped")) {
            types.add(null);
            types.add(JOSEObjectType.JWT);
        }
        return types;
    }

    private static JWKSet keys(VectorCase each) throws ParseException {
        if (each.secret().isEmpty()) {
            return JWKSet.parse(each.keySet().orElseThrow());
        }
        var secret = each.secret().orElseThrow();
        return new JWKSet(
                new OctetSequenceKey.Builder(new Base64URL(secret.k()))
                        .keyID(secret.kid())
                        .algorithm(JWSAlgorithm.parse(secret.alg()))
                        .build());
    }
}
