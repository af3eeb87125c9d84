package dev.mintmark.verifier.vectors;

import dev.mintmark.verifier.jose.Base64Url;

import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/// jose4j with everything switched on that its consumer of JWTs has a switch for. It has none for
/// `client_id`.
final class Jose4jJudge implements Judge {

    private static final int FUTURE_SECONDS = 60;
    private static final int PAST_SECONDS = Integer.MAX_VALUE;

    @Override
    public boolean canDo(VectorCase each) {
        return true;
    }

    @Override
    public void require(VectorCase each) throws Exception {
        VectorCase.Settings settings = each.settings();
        var consumer =
                new JwtConsumerBuilder()
                        .setExpectedIssuer(true, settings.issuer())
                        .setRequireSubject()
                        .setRequireJwtId()
                        .setRequireExpirationTime()
                        .setRequireIssuedAt()
                        .setIssuedAtRestrictions(FUTURE_SECONDS, PAST_SECONDS)
                        .setEvaluationTime(NumericDate.fromSeconds(settings.now()))
                        .setAllowedClockSkewInSeconds((int) settings.leeway())
                        .setMaxFutureValidityInMinutes(
                                (int) Math.min(Integer.MAX_VALUE, settings.maxLifetime() / 60))
                        .setJwsAlgorithmConstraints(
                                ConstraintType.PERMIT,
                                settings.algorithms().toArray(String[]::new));
        if (settings.audiences().isEmpty()) {
            consumer.setSkipDefaultAudienceValidation();
        } else {
            consumer.setExpectedAudience(true, settings.audiences().toArray(String[]::new));
        }
        if (!settings.accept().contains("untyped")) {
            consumer.setExpectedType(true, "at+jwt");
        }
        giveKeys(consumer, each);
        consumer.build().process(each.token());
    }

    private static void giveKeys(JwtConsumerBuilder consumer, VectorCase each)
            throws JoseException {
        if (each.secret().isPresent()) {
            consumer.setVerificationKey(
                    new HmacKey(Base64Url.decode(each.secret().orElseThrow().k())));
        } else {
            var keys = new JsonWebKeySet(each.keySet().orElseThrow()).getJsonWebKeys();
            consumer.setVerificationKeyResolver(new JwksVerificationKeyResolver(keys));
        }
    }
}
