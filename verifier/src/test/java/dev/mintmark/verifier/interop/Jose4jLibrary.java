package dev.mintmark.verifier.interop;

import dev.mintmark.verifier.jose.Algorithm;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

import java.security.Key;

final class Jose4jLibrary implements Library {

    @Override
    public String sign(Algorithm algorithm, String kid, Key key) throws Exception {
        var claims = new JwtClaims();
        claims.setIssuer(Sample.ISSUER.toString());
        claims.setSubject(Sample.SUBJECT);
        claims.setAudience(Sample.AUDIENCE);
        claims.setStringClaim("client_id", Sample.CLIENT);
        claims.setStringClaim("scope", Sample.SCOPE);
        claims.setJwtId(Sample.ID);
        claims.setIssuedAt(NumericDate.fromSeconds(Sample.NOW.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(Sample.EXPIRY.getEpochSecond()));
        var token = new JsonWebSignature();
        token.setAlgorithmConstraints(only(algorithm));
        token.setAlgorithmHeaderValue(name(algorithm));
        token.setHeader("typ", "at+jwt");
        token.setKeyIdHeaderValue(kid);
        token.setPayload(claims.toJson());
        token.setKey(key);
        return token.getCompactSerialization();
    }

    @Override
    public String subject(String token, Algorithm algorithm, Key key) throws Exception {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(only(algorithm))
                .setVerificationKey(key)
                .setEvaluationTime(NumericDate.fromSeconds(Sample.NOW.getEpochSecond()))
                .setExpectedType(true, "at+jwt")
                .setExpectedIssuer(Sample.ISSUER.toString())
                .setExpectedAudience(Sample.AUDIENCE)
                .setRequireExpirationTime()
                .build()
                .processToClaims(token)
                .getSubject();
    }

    private AlgorithmConstraints only(Algorithm algorithm) {
        return new AlgorithmConstraints(ConstraintType.PERMIT, name(algorithm));
    }
}
