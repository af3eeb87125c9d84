package dev.mintmark.verifier.interop;

import dev.mintmark.verifier.jose.Algorithm;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.SecureDigestAlgorithm;

import java.security.Key;
import java.security.PublicKey;
import java.util.Date;

import javax.crypto.SecretKey;

final class JjwtLibrary implements Library {

    @Override
    @SuppressWarnings("unchecked") // its algorithms know their keys' types, its map of them not
    public String sign(Algorithm algorithm, String kid, Key key) {
        var known = (SecureDigestAlgorithm<Key, ?>) Jwts.SIG.get().forKey(name(algorithm));
        return Jwts.builder()
                .header()
                .type("at+jwt")
                .keyId(kid)
                .and()
                .issuer(Sample.ISSUER.toString())
                .subject(Sample.SUBJECT)
                .audience()
                .add(Sample.AUDIENCE)
                .and()
                .claim("client_id", Sample.CLIENT)
                .claim("scope", Sample.SCOPE)
                .id(Sample.ID)
                .issuedAt(Date.from(Sample.NOW))
                .expiration(Date.from(Sample.EXPIRY))
                .signWith(key, known)
                .compact();
    }

    @Override
    public String subject(String token, Algorithm algorithm, Key key) {
        var parser =
                Jwts.parser()
                        .clock(() -> Date.from(Sample.NOW))
                        .requireIssuer(Sample.ISSUER.toString())
                        .requireAudience(Sample.AUDIENCE);
        parser =
                key instanceof SecretKey secret
                        ? parser.verifyWith(secret)
                        : parser.verifyWith((PublicKey) key);
        return parser.build().parseSignedClaims(token).getPayload().getSubject();
    }
}
