package dev.mintmark.verifier;

import dev.mintmark.verifier.HeaderReading.Header;
import dev.mintmark.verifier.Policy.Tolerance;
import dev.mintmark.verifier.RevocationSource.Standing;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.VerificationKey;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.MalformedJson;
import dev.mintmark.verifier.jwt.CompactJws;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Decides whether an access token (RFC 9068) can be relied on.
///
/// ```
/// Verifier verifier = Verifier.forIssuer(URI.create("https://id.example.com"), "orders-api");
///
/// Verdict verdict = verifier.verify(bearerToken);
/// if (verdict instanceof Verdict.Trusted token) {
///     return orders.of(token.subject());
/// } else if (verdict instanceof Verdict.Unavailable later) {
///     return serviceUnavailable(later.retryAfter());
/// }
/// return unauthorized();
/// ```
///
/// Make one and keep it: it is immutable, safe for use by many threads, and holds engines and
/// caches that pay off over many tokens. `verify` throws nothing because of what a token holds.
public final class Verifier implements AutoCloseable {

    private static final Duration DEFAULT_LEEWAY = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER_A_FAULT = Duration.ofSeconds(5);

    private final Policy policy;
    private final KeySource keys;
    private final RevocationSource revocations;
    private final VerdictListener listener;
    private final InstantSource clock;
    private final HeaderCache headers = new HeaderCache();

    private Verifier(
            Policy policy,
            KeySource keys,
            RevocationSource revocations,
            VerdictListener listener,
            InstantSource clock) {
        this.policy = policy;
        this.keys = keys;
        this.revocations = revocations;
        this.listener = listener;
        this.clock = clock;
    }

    private static Verifier of(Policy policy, KeySource keys) {
        return new Verifier(
                policy,
                Objects.requireNonNull(keys),
                token -> RevocationSource.Standing.GOOD,
                verdict -> {},
                InstantSource.system());
    }

    /// For tokens of this issuer that are meant for this audience. The keys are those that the
    /// issuer publishes, found through its metadata when the first token comes.
    public static Verifier forIssuer(URI issuer, String audience) {
        return forIssuer(issuer, audience, KeySource.discoveredFrom(issuer));
    }

    /// The same with keys from elsewhere.
    public static Verifier forIssuer(URI issuer, String audience, KeySource keys) {
        return of(Policy.of(issuer, Set.of(audience), DEFAULT_LEEWAY), keys);
    }

    /// For the issuer examining its own tokens, as at introspection (RFC 7662): whatever audience
    /// they are for, bound to a key or not, and not a second after they expire.
    ///
    /// **Never for a resource server.** A token for another service would pass, and whoever runs
    /// that service could use the tokens it is sent against this one.
    public static Verifier forIssuerItself(URI issuer, KeySource keys) {
        return of(
                Policy.of(issuer, Set.of(), Duration.ZERO)
                        .tolerating(Tolerance.BOUND_TOKENS_WITHOUT_PROOF),
                keys);
    }

    public Verifier withKeys(KeySource changed) {
        return new Verifier(policy, Objects.requireNonNull(changed), revocations, listener, clock);
    }

    /// Refuses what this source says is revoked. Without one a token lives until it expires.
    public Verifier withRevocations(RevocationSource changed) {
        return new Verifier(policy, keys, Objects.requireNonNull(changed), listener, clock);
    }

    /// Told of every verdict.
    public Verifier withListener(VerdictListener changed) {
        return new Verifier(policy, keys, revocations, Objects.requireNonNull(changed), clock);
    }

    /// For the times in tokens. Key sources that have a clock have their own.
    public Verifier withClock(InstantSource changed) {
        return new Verifier(policy, keys, revocations, listener, Objects.requireNonNull(changed));
    }

    /// How long after its expiry a token still passes, for clocks that differ: 30 seconds unless
    /// changed, at most 60.
    public Verifier withLeeway(Duration changed) {
        return with(policy.withLeeway(changed));
    }

    /// How far apart `iat` and `exp` may be: 24 hours unless changed.
    public Verifier withMaxLifetime(Duration changed) {
        return with(policy.withMaxLifetime(changed));
    }

    /// The algorithms to accept instead of ES256, Ed25519, RS256 and PS256.
    public Verifier withAlgorithms(Set<Algorithm> changed) {
        return with(policy.withAlgorithms(changed));
    }

    /// Several audiences instead of one; a token has to name any of them.
    public Verifier withAudiences(String first, String... more) {
        var audiences = new HashSet<>(List.of(more));
        audiences.add(first);
        return with(policy.withAudiences(audiences));
    }

    /// Takes `alg: EdDSA`, the name before RFC 9864, for Ed25519.
    public Verifier acceptingLegacyEdDsa() {
        return with(policy.tolerating(Tolerance.LEGACY_EDDSA));
    }

    /// Takes tokens without `typ`, or with `JWT`, besides `at+jwt`: for issuers older than RFC
    /// 9068. Other kinds of tokens under the same keys are then told apart by their claims alone.
    public Verifier acceptingUntypedTokens() {
        return with(policy.tolerating(Tolerance.UNTYPED_TOKENS));
    }

    /// Takes tokens that are bound to a key (`cnf`) as if they were not. For callers that check the
    /// DPoP proof or the client certificate themselves; for all others it turns the protection off.
    public Verifier acceptingBoundTokensWithoutProof() {
        return with(policy.tolerating(Tolerance.BOUND_TOKENS_WITHOUT_PROOF));
    }

    private Verifier with(Policy changed) {
        return new Verifier(changed, keys, revocations, listener, clock);
    }

    /// Judges what a request brought; a request that brought nothing is refused like one that
    /// brought nonsense.
    ///
    /// @param token the text after `Bearer `, or null when there is none
    public Verdict verify(@Nullable String token) {
        return heard(examine(token, null));
    }

    /// Judges a token that came with a proof that its sender holds the key it is bound to, as in
    /// RFC 9449 §7. A token that is bound to no key is refused here.
    public Verdict verify(@Nullable String token, SenderProof proof) {
        return heard(examine(token, Objects.requireNonNull(proof)));
    }

    private Verdict heard(Verdict verdict) {
        try {
            listener.judged(verdict);
        } catch (RuntimeException broken) {
            // The verdict stands, whoever fails to take note of it.
        }
        return verdict;
    }

    private Verdict examine(@Nullable String token, @Nullable SenderProof proof) {
        // The order matters: cheap before costly, and no claim is looked at before the signature
        // held.
        if (token == null) {
            return new Verdict.Refused(Reason.MALFORMED, "there is no token");
        }
        CompactJws compact = CompactJws.split(token);
        if (compact == null) {
            return objectionToShape(token);
        }
        Header known = headers.find(compact);
        if (known != null) {
            return verify(token, compact, known, proof);
        }
        HeaderReading reading = HeaderReading.of(compact);
        if (reading instanceof HeaderReading.Unacceptable unacceptable) {
            return unacceptable.verdict();
        }
        var header = (Header) reading;
        Verdict verdict = verify(token, compact, header, proof);
        if (verdict instanceof Verdict.Trusted) {
            headers.remember(compact, header);
        }
        return verdict;
    }

    private static Verdict.Refused objectionToShape(String token) {
        return CompactJws.isEncrypted(token)
                ? refused(Reason.ENCRYPTED, "five segments: a JWE, not a JWS")
                : refused(Reason.MALFORMED, CompactJws.objection(token));
    }

    /// Ends what the sources of keys and revocations run in the background.
    @Override
    public void close() {
        keys.close();
        revocations.close();
    }

    private Verdict verify(
            String text, CompactJws token, Header header, @Nullable SenderProof proof) {
        Algorithm algorithm = policy.allowed(header.alg());
        if (algorithm == null) {
            return refused(Reason.ALG_NOT_ALLOWED, "alg is not one of those allowed");
        }
        if (!policy.allowsType(header.typ())) {
            return refused(Reason.WRONG_TYPE, "typ is not that of an access token");
        }
        byte[] payload = token.payload();
        byte[] signature = token.signature();
        if (payload == null || signature == null) {
            return refused(Reason.MALFORMED, "a segment is not canonical base64url");
        }
        KeyLookup lookup = lookup(header.kid(), algorithm);
        if (lookup instanceof KeyLookup.Found found) {
            Verdict verdict = judge(token, signature, payload, algorithm, found.keys(), proof);
            return verdict instanceof Verdict.Trusted trusted
                    ? alive(text, trusted, proof)
                    : verdict;
        } else if (lookup instanceof KeyLookup.Unavailable unavailable) {
            return new Verdict.Unavailable(
                    Verdict.Unavailable.Cause.KEYS, unavailable.retryAfter());
        }
        return refused(Reason.UNKNOWN_KID, "the issuer has no key of that kid and algorithm");
    }

    /// A source of the caller's own may fail in ways that are not ours to know. Whatever it is, the
    /// token has not been judged.
    private KeyLookup lookup(@Nullable String kid, Algorithm algorithm) {
        try {
            return keys.lookup(kid, algorithm);
        } catch (RuntimeException broken) {
            return new KeyLookup.Unavailable(RETRY_AFTER_A_FAULT);
        }
    }

    private Verdict judge(
            CompactJws token,
            byte[] signature,
            byte[] payload,
            Algorithm algorithm,
            List<VerificationKey> candidates,
            @Nullable SenderProof proof) {
        boolean tried = false;
        for (VerificationKey key : candidates) {
            // Each key has one algorithm, and the token's header does not get to change it.
            if (key.algorithm() == algorithm) {
                tried = true;
                if (key.verifies(token.ascii(), 0, token.signingInputLength(), signature)) {
                    return judge(payload, key, proof != null);
                }
            }
        }
        return tried
                ? refused(Reason.BAD_SIGNATURE, "the signature does not fit")
                : refused(Reason.ALG_NOT_ALLOWED, "the key of that kid is for another algorithm");
    }

    private Verdict judge(byte[] signedPayload, VerificationKey key, boolean withProof) {
        JsonObject payload;
        try {
            if (!(JsonReader.read(signedPayload, JsonLimits.CLAIMS) instanceof JsonObject object)) {
                return refused(Reason.MALFORMED, "the payload is not an object");
            }
            payload = object;
        } catch (MalformedJson e) {
            return refused(Reason.MALFORMED, "payload: " + e.getMessage());
        }
        ClaimsReader.Outcome outcome = ClaimsReader.read(payload);
        AccessClaims claims = outcome.claims();
        if (claims == null) {
            return refused(
                    Reason.MALFORMED, outcome.wrongClaim() + " is absent or not as it has to be");
        }
        long now = clock.instant().getEpochSecond();
        var objection = new ClaimsCheck(policy, now, withProof).objection(claims);
        return objection != null
                ? objection
                : new Verdict.Trusted(claims, key.algorithm(), key.kid());
    }

    /// What only matters for a token that proved right in itself.
    private Verdict alive(String text, Verdict.Trusted trusted, @Nullable SenderProof proof) {
        Standing standing = standing(trusted);
        if (standing instanceof Standing.Revoked revoked) {
            return refused(Reason.REVOKED, revoked.detail());
        } else if (standing instanceof Standing.Stale stale) {
            return new Verdict.Unavailable(
                    Verdict.Unavailable.Cause.REVOCATIONS, stale.retryAfter());
        }
        if (proof != null && trusted.claims().member("cnf") instanceof JsonObject confirmation) {
            var objection = proof.objection(text, confirmation);
            return objection == null ? trusted : objection;
        }
        return trusted;
    }

    private Standing standing(Verdict.Trusted trusted) {
        try {
            return revocations.standing(trusted.handles());
        } catch (RuntimeException broken) {
            return new Standing.Stale(RETRY_AFTER_A_FAULT);
        }
    }

    private static Verdict.Refused refused(Reason reason, String detail) {
        return new Verdict.Refused(reason, detail);
    }
}
