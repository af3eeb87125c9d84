package dev.mintmark.verifier;

import dev.mintmark.verifier.HeaderReading.Header;
import dev.mintmark.verifier.RevocationSource.Standing;
import dev.mintmark.verifier.SeenTokens.Seen;
import dev.mintmark.verifier.Verdict.Unavailable.Cause;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.VerificationKey;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.MalformedJson;
import dev.mintmark.verifier.jwt.CompactJws;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/// Judges the tokens of one issuer. The order matters: cheap before costly, and no claim is looked
/// at before the signature held.
final class IssuerVerifier implements AutoCloseable {

    private static final Duration RETRY_AFTER_A_FAULT = Duration.ofSeconds(5);

    private final Setup setup;
    private final ClaimsCheck claimsCheck;
    private final HeaderCache headers = new HeaderCache();
    private final @Nullable SeenTokens seenTokens;
    private final boolean heedsRevocations;

    IssuerVerifier(Setup setup) {
        this.setup = setup;
        this.claimsCheck = new ClaimsCheck(setup.policy());
        this.seenTokens = SeenTokens.within(setup.cache());
        this.heedsRevocations = !setup.revocations().equals(RevocationSource.NONE);
    }

    Setup setup() {
        return setup;
    }

    /// The same, telling one listener more where it is one of several.
    IssuerVerifier alsoToldTo(VerdictListener listener) {
        VerdictListener both = Listeners.both(setup.listener(), listener);
        return both.equals(setup.listener()) ? this : new IssuerVerifier(setup.telling(both));
    }

    @Override
    public void close() {
        setup.keys().close();
        setup.revocations().close();
    }

    Verdict examine(PresentedToken token, @Nullable SenderProof proof) {
        SeenTokens cache = seenTokens;
        if (cache == null || !cache.mayKnow(token.compact())) {
            return examine(token, null, proof);
        }
        TokenDigest digest = TokenDigest.of(token.compact().ascii());
        Seen seen = cache.find(digest);
        if (seen == null) {
            return examine(token, digest, proof);
        }
        Verdict verdict = examineAgain(token.text(), seen, proof);
        return verdict == null ? examine(token, digest, proof) : verdict;
    }

    /// In seconds since 1970.
    private long now() {
        return Math.floorDiv(setup.clock().millis(), 1000L);
    }

    static Verdict.Refused objectionToShape(String token) {
        return CompactJws.isEncrypted(token)
                ? refused(Reason.ENCRYPTED, "five segments: a JWE, not a JWS")
                : refused(Reason.MALFORMED, CompactJws.objection(token));
    }

    /// A token that passed before: what can have changed since. Null when its key is gone or
    /// another one has taken its name; the token is then judged like any other.
    private @Nullable Verdict examineAgain(String token, Seen seen, @Nullable SenderProof proof) {
        if (!(lookup(seen.kid(), seen.algorithm()) instanceof KeyLookup.Found found)
                || !found.keys().contains(seen.key())) {
            forget(seen);
            return null;
        }
        long now = now();
        var objection = claimsCheck.objectionNow(seen.trusted().accessClaims(), now, proof != null);
        if (objection != null) {
            if (objection.reason() == Reason.EXPIRED) {
                forget(seen);
            }
            return objection;
        }
        return alive(token, seen.trusted(), now, proof);
    }

    private void forget(Seen seen) {
        if (seenTokens != null) {
            seenTokens.forget(seen);
        }
    }

    /// @param digest of a token that was perhaps seen before; null for one that was not
    private Verdict examine(
            PresentedToken presented, @Nullable TokenDigest digest, @Nullable SenderProof proof) {
        CompactJws token = presented.compact();
        AcceptedHeader known = headers.find(token);
        AcceptedHeader header = known;
        if (header == null) {
            HeaderReading reading = HeaderReading.of(token);
            if (reading instanceof HeaderReading.Unacceptable unacceptable) {
                return unacceptable.verdict();
            }
            var read = (Header) reading;
            Algorithm allowed = setup.policy().allowed(read.alg());
            if (allowed == null) {
                return refused(Reason.ALG_NOT_ALLOWED, "alg is not one of those allowed");
            }
            if (!setup.policy().allowsType(read.typ())) {
                return refused(Reason.WRONG_TYPE, "typ is not that of an access token");
            }
            header = new AcceptedHeader(allowed, read.kid());
        }
        Algorithm algorithm = header.algorithm();
        byte[] payload = presented.payload();
        byte[] signature = token.signature();
        if (payload == null || signature == null) {
            return refused(Reason.MALFORMED, "a segment is not canonical base64url");
        }
        KeyLookup lookup = lookup(header.kid(), algorithm);
        if (lookup instanceof KeyLookup.Unavailable unavailable) {
            return new Verdict.Unavailable(Cause.KEYS, unavailable.retryAfter());
        } else if (!(lookup instanceof KeyLookup.Found)) {
            return refused(Reason.UNKNOWN_KID, "the issuer has no key of that kid and algorithm");
        }
        List<VerificationKey> candidates = ((KeyLookup.Found) lookup).keys();
        VerificationKey key = signer(token, signature, algorithm, candidates);
        if (key == null) {
            return candidates.stream().anyMatch(each -> each.algorithm() == algorithm)
                    ? refused(Reason.BAD_SIGNATURE, "the signature does not fit")
                    : refused(
                            Reason.ALG_NOT_ALLOWED, "the key of that kid is for another algorithm");
        }
        long now = now();
        Verdict verdict = judge(presented, payload, key, now, proof != null);
        if (verdict instanceof Verdict.Trusted trusted) {
            if (known == null) {
                headers.remember(token, header);
            }
            remember(token, digest, header, key, trusted, payload);
            return alive(presented.text(), trusted, now, proof);
        }
        return verdict;
    }

    private void remember(
            CompactJws token,
            @Nullable TokenDigest digest,
            AcceptedHeader header,
            VerificationKey key,
            Verdict.Trusted trusted,
            byte[] payload) {
        SeenTokens cache = seenTokens;
        if (cache == null) {
            return;
        }
        if (digest == null) {
            cache.noteOnce(token);
        } else {
            cache.remember(digest, header, key, trusted, payload);
        }
    }

    /// A source of the caller's own may fail in ways that are not ours to know. Whatever it is, the
    /// token has not been judged.
    private KeyLookup lookup(@Nullable String kid, Algorithm algorithm) {
        try {
            return setup.keys().lookup(kid, algorithm);
        } catch (RuntimeException broken) {
            return new KeyLookup.Unavailable(RETRY_AFTER_A_FAULT);
        }
    }

    /// The candidate that made the signature. Each key has one algorithm, and the token's header
    /// does not get to change it.
    private static @Nullable VerificationKey signer(
            CompactJws token,
            byte[] signature,
            Algorithm algorithm,
            List<VerificationKey> candidates) {
        for (VerificationKey key : candidates) {
            if (key.algorithm() == algorithm
                    && key.verifies(token.ascii(), 0, token.signingInputLength(), signature)) {
                return key;
            }
        }
        return null;
    }

    private Verdict judge(
            PresentedToken token,
            byte[] signedPayload,
            VerificationKey key,
            long now,
            boolean withProof) {
        AccessClaims claims = token.scan(signedPayload);
        if (claims == null) {
            JsonObject payload;
            try {
                if (!(JsonReader.read(signedPayload, JsonLimits.CLAIMS)
                        instanceof JsonObject object)) {
                    return refused(Reason.MALFORMED, "the payload is not an object");
                }
                payload = object;
            } catch (MalformedJson e) {
                return refused(Reason.MALFORMED, "payload: " + e.getMessage());
            }
            ClaimsReader.Outcome outcome = ClaimsReader.read(payload);
            claims = outcome.claims();
            if (claims == null) {
                return refused(
                        Reason.MALFORMED,
                        outcome.wrongClaim() + " is absent or not as it has to be");
            }
        }
        var objection = claimsCheck.objection(claims, now, withProof);
        return objection != null
                ? objection
                : new Verdict.Trusted(claims, key.algorithm(), key.kid());
    }

    /// What only matters for a token that proved right in itself.
    private Verdict alive(
            String text, Verdict.Trusted trusted, long now, @Nullable SenderProof proof) {
        if (heedsRevocations) {
            Standing standing = standing(trusted);
            if (standing instanceof Standing.Revoked revoked) {
                return refused(Reason.REVOKED, revoked.detail());
            } else if (standing instanceof Standing.Stale stale) {
                return new Verdict.Unavailable(Cause.REVOCATIONS, stale.retryAfter());
            }
        }
        if (!setup.requirements().areNone()
                && setup.requirements().check(trusted, now) instanceof Verdict.Refused refused) {
            return refused;
        }
        JsonObject confirmation = proof == null ? null : trusted.accessClaims().confirmation();
        if (proof != null && confirmation != null) {
            var objection = proof.objection(text, confirmation);
            return objection == null ? trusted : objection;
        }
        return trusted;
    }

    private Standing standing(Verdict.Trusted trusted) {
        try {
            return setup.revocations().standing(trusted.handles());
        } catch (RuntimeException broken) {
            return new Standing.Stale(RETRY_AFTER_A_FAULT);
        }
    }

    private static Verdict.Refused refused(Reason reason, String detail) {
        return new Verdict.Refused(reason, detail);
    }
}
