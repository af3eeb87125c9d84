package dev.mintmark.verifier;

import dev.mintmark.verifier.HeaderReading.Header;
import dev.mintmark.verifier.Policy.Tolerance;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.VerificationKey;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.MalformedJson;

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
    private final InstantSource clock;
    private final HeaderCache headers = new HeaderCache();

    private Verifier(Policy policy, KeySource keys, InstantSource clock) {
        this.policy = policy;
        this.keys = keys;
        this.clock = clock;
    }

    /// For tokens of this issuer that are meant for this audience. The keys are those that the
    /// issuer publishes, found through its metadata when the first token comes.
    public static Verifier forIssuer(URI issuer, String audience) {
        return forIssuer(issuer, audience, KeySource.discoveredFrom(issuer));
    }

    /// The same with keys from elsewhere.
    public static Verifier forIssuer(URI issuer, String audience, KeySource keys) {
        return new Verifier(
                Policy.of(issuer, Set.of(audience), DEFAULT_LEEWAY),
                Objects.requireNonNull(keys),
                InstantSource.system());
    }

    /// For the issuer examining its own tokens, as at introspection (RFC 7662): whatever audience
    /// they are for, bound to a key or not, and not a second after they expire.
    ///
    /// **Never for a resource server.** A token for another service would pass, and whoever runs
    /// that service could use the tokens it is sent against this one.
    public static Verifier forIssuerItself(URI issuer, KeySource keys) {
        return new Verifier(
                Policy.of(issuer, Set.of(), Duration.ZERO)
                        .tolerating(Tolerance.BOUND_TOKENS_WITHOUT_PROOF),
                Objects.requireNonNull(keys),
                InstantSource.system());
    }

    public Verifier withKeys(KeySource changed) {
        return new Verifier(policy, Objects.requireNonNull(changed), clock);
    }

    /// For the times in tokens. Key sources that have a clock have their own.
    public Verifier withClock(InstantSource changed) {
        return new Verifier(policy, keys, Objects.requireNonNull(changed));
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
        return new Verifier(changed, keys, clock);
    }

    /// Judges what a request brought; a request that brought nothing is refused like one that
    /// brought nonsense.
    ///
    /// @param token the text after `Bearer `, or null when there is none
    public Verdict verify(@Nullable String token) {
        // The order matters: cheap before costly, and no claim is looked at before the signature
        // held.
        if (token == null) {
            return new Verdict.Refused(Reason.MALFORMED, "there is no token");
        }
        CompactToken compact = CompactToken.split(token);
        if (compact == null) {
            return CompactToken.objection(token);
        }
        Header known = headers.find(compact);
        if (known != null) {
            return verify(compact, known);
        }
        HeaderReading reading = HeaderReading.of(compact);
        if (reading instanceof HeaderReading.Unacceptable unacceptable) {
            return unacceptable.verdict();
        }
        var header = (Header) reading;
        Verdict verdict = verify(compact, header);
        if (verdict instanceof Verdict.Trusted) {
            headers.remember(compact, header);
        }
        return verdict;
    }

    /// Ends what the key source runs in the background.
    @Override
    public void close() {
        keys.close();
    }

    private Verdict verify(CompactToken token, Header header) {
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
            return judge(token, signature, payload, algorithm, found.keys());
        } else if (lookup instanceof KeyLookup.Unavailable unavailable) {
            return new Verdict.Unavailable(unavailable.retryAfter());
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
            CompactToken token,
            byte[] signature,
            byte[] payload,
            Algorithm algorithm,
            List<VerificationKey> candidates) {
        boolean tried = false;
        for (VerificationKey key : candidates) {
            // Each key has one algorithm, and the token's header does not get to change it.
            if (key.algorithm() == algorithm) {
                tried = true;
                if (key.verifies(token.ascii(), 0, token.signingInputLength(), signature)) {
                    return judge(payload, key);
                }
            }
        }
        return tried
                ? refused(Reason.BAD_SIGNATURE, "the signature does not fit")
                : refused(Reason.ALG_NOT_ALLOWED, "the key of that kid is for another algorithm");
    }

    private Verdict judge(byte[] signedPayload, VerificationKey key) {
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
        var objection = new ClaimsCheck(policy, now).objection(claims);
        return objection != null
                ? objection
                : new Verdict.Trusted(claims, key.algorithm(), key.kid());
    }

    private static Verdict.Refused refused(Reason reason, String detail) {
        return new Verdict.Refused(reason, detail);
    }
}
