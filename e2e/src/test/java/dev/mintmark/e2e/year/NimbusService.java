package dev.mintmark.e2e.year;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.CachingJWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;

/// With Nimbus JOSE + JWT and its remote, caching key set.
///
/// Its claims check lets itself be told the time. Its cache is told it with each question
/// (`getJWKSet(…, currentTime, …)`), usually by `JWKSetBasedJWKSource` out of the machine's clock;
/// [Moved] is the same steps with ours.
public final class NimbusService implements Service {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private volatile Instant now = Instant.EPOCH;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    public NimbusService(URI issuer, String audience, Duration cacheFor)
            throws MalformedURLException {
        var patience = Math.toIntExact(PATIENCE.toMillis());
        var source =
                new URLBasedJWKSetSource<SecurityContext>(
                        URI.create(issuer + "/.well-known/jwks.json").toURL(),
                        new DefaultResourceRetriever(patience, patience));
        var cached =
                new CachingJWKSetSource<>(source, cacheFor.toMillis(), PATIENCE.toMillis(), null);
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(
                        Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256), new Moved(cached)));
        processor.setJWTClaimsSetVerifier(
                new DefaultJWTClaimsVerifier<>(
                        audience,
                        new JWTClaimsSet.Builder().issuer(issuer.toString()).build(),
                        Set.of("sub", "exp", "iat", "jti", "client_id")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(now);
                    }
                });
    }

    private final class Moved implements JWKSource<SecurityContext> {
        private final CachingJWKSetSource<SecurityContext> source;

        Moved(CachingJWKSetSource<SecurityContext> source) {
            this.source = source;
        }

        @Override
        public List<JWK> get(JWKSelector selector, SecurityContext context)
                throws KeySourceException {
            long time = now.toEpochMilli();
            var set = source.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), time, context);
            var found = selector.select(set);
            if (!found.isEmpty()) {
                return found;
            }
            return selector.select(
                    source.getJWKSet(
                            JWKSetCacheRefreshEvaluator.referenceComparison(set), time, context));
        }
    }

    @Override
    public String name() {
        return "Nimbus";
    }

    @Override
    public List<String> look(Instant time, List<String> tokens) {
        now = time;
        var wrong = new ArrayList<String>();
        for (var token : tokens) {
            wrong.add(wrongWith(token));
        }
        return wrong;
    }

    private String wrongWith(String token) {
        try {
            var _ = processor.process(token, null);
            return "";
        } catch (BadJOSEException | JOSEException | ParseException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Override
    public void close() {}
}
