package dev.mintmark.verifier.vectors;

import dev.mintmark.verifier.jose.Base64Url;

import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.Locator;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.SecureDigestAlgorithm;

import java.security.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

import javax.crypto.spec.SecretKeySpec;

/// jjwt with issuer, audience, algorithms and keys given. It has no switch for `typ` nor for claims
/// that must be there.
final class JjwtJudge implements Judge {

    @Override
    public boolean canDo(VectorCase each) {
        // It can require one audience, or several at once, but not any of several.
        return each.settings().audiences().size() < 2;
    }

    @Override
    public void require(VectorCase each) {
        VectorCase.Settings settings = each.settings();
        var parser =
                Jwts.parser()
                        .requireIssuer(settings.issuer())
                        .clock(() -> Date.from(Instant.ofEpochSecond(settings.now())))
                        .clockSkewSeconds(settings.leeway())
                        .sig()
                        .clear()
                        .add(algorithms(settings))
                        .and()
                        .keyLocator(locator(each));
        settings.audiences().forEach(parser::requireAudience);
        parser.build().parseSignedClaims(each.token());
    }

    private static List<SecureDigestAlgorithm<?, ?>> algorithms(VectorCase.Settings settings) {
        var known = new ArrayList<SecureDigestAlgorithm<?, ?>>();
        for (String name : settings.algorithms()) {
            String jjwtName = name.equals("Ed25519") ? "EdDSA" : name;
            known.add(Jwts.SIG.get().forKey(jjwtName));
        }
        return known;
    }

    private static Locator<Key> locator(VectorCase each) {
        if (each.secret().isPresent()) {
            var secret = each.secret().orElseThrow();
            String name = "HmacSHA" + secret.alg().substring(2);
            var key = new SecretKeySpec(Base64Url.decode(secret.k()), name);
            return header -> key;
        }
        var keys =
                new ArrayList<Jwk<?>>(
                        Jwks.setParser().build().parse(each.keySet().orElseThrow()).getKeys());
        return header -> {
            Object kid = header instanceof JwsHeader signed ? signed.getKeyId() : null;
            return keys.stream()
                    .filter(key -> kid == null ? keys.size() == 1 : kid.equals(key.getId()))
                    .findFirst()
                    .map(Jwk::toKey)
                    .orElse(null);
        };
    }
}
