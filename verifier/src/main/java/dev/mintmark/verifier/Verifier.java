package dev.mintmark.verifier;

import dev.mintmark.verifier.Policy.Tolerance;
import dev.mintmark.verifier.jose.Algorithm;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

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

    private final Issuers issuers;
    private final VerdictListener listener;

    private Verifier(Issuers issuers, VerdictListener listener) {
        this.issuers = issuers;
        this.listener = listener;
    }

    private static Verifier of(Policy policy, KeySource keys) {
        var one = new IssuerVerifier(Setup.of(policy, Objects.requireNonNull(keys)));
        return new Verifier(Issuers.of(List.of(one)), Listeners.NONE);
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
    /// they are for, bound to a key or not, and not a second after they expire. It remembers no
    /// token.
    ///
    /// **Never for a resource server.** A token for another service would pass, and whoever runs
    /// that service could use the tokens it is sent against this one.
    public static Verifier forIssuerItself(URI issuer, KeySource keys) {
        return of(
                        Policy.of(issuer, Set.of(), Duration.ZERO)
                                .tolerating(Tolerance.BOUND_TOKENS_WITHOUT_PROOF),
                        keys)
                .rememberingNoTokens();
    }

    /// For tokens of several issuers, each judged by its own verifier with that issuer's keys and
    /// no others. Which one that is, the token's `iss` says, before anything about the token is
    /// trusted; a token of any other issuer is refused as [Reason#WRONG_ISSUER].
    ///
    /// The options below then change all of them. Each keeps its listener, which is told of the
    /// verdicts on its issuer's tokens; one that is set afterwards is told of every verdict
    /// besides.
    ///
    /// @throws IllegalArgumentException when two of them are for one issuer
    public static Verifier anyOf(Verifier first, Verifier... more) {
        var all = new ArrayList<IssuerVerifier>(first.toldToListener());
        for (Verifier each : more) {
            all.addAll(each.toldToListener());
        }
        return new Verifier(Issuers.of(all), Listeners.NONE);
    }

    private List<IssuerVerifier> toldToListener() {
        return issuers.all().stream().map(each -> each.alsoToldTo(listener)).toList();
    }

    /// Keys from elsewhere. They are of one issuer, so this is not for [#anyOf] verifiers.
    public Verifier withKeys(KeySource changed) {
        if (issuers.all().size() > 1) {
            throw new IllegalStateException("each issuer has keys of its own; set them before");
        }
        return with(setup -> setup.with(changed));
    }

    /// Refuses what this source says is revoked. Without one a token lives until it expires.
    public Verifier withRevocations(RevocationSource changed) {
        return with(setup -> setup.with(changed));
    }

    /// Refuses tokens that do not allow or say as much as is required here.
    public Verifier requiring(Requirements changed) {
        return with(setup -> setup.with(changed));
    }

    /// What [#requiring] asks of every token, for whoever has to name it in a challenge. Nothing
    /// where it depends on the issuer: then there is no one answer.
    public Requirements required() {
        var asked = new HashSet<Requirements>();
        issuers.all().forEach(each -> asked.add(each.setup().requirements()));
        return asked.size() == 1 ? asked.iterator().next() : Requirements.NONE;
    }

    /// Told of every verdict.
    public Verifier withListener(VerdictListener changed) {
        return new Verifier(issuers, Objects.requireNonNull(changed));
    }

    /// For the times in tokens. Key sources that have a clock have their own.
    public Verifier withClock(InstantSource changed) {
        return with(setup -> setup.with(changed));
    }

    /// How long after its expiry a token still passes, for clocks that differ: 30 seconds unless
    /// changed, at most 60.
    public Verifier withLeeway(Duration changed) {
        return withPolicy(policy -> policy.withLeeway(changed));
    }

    /// How far apart `iat` and `exp` may be: 24 hours unless changed.
    public Verifier withMaxLifetime(Duration changed) {
        return withPolicy(policy -> policy.withMaxLifetime(changed));
    }

    /// The algorithms to accept instead of ES256, Ed25519, RS256 and PS256.
    public Verifier withAlgorithms(Set<Algorithm> changed) {
        return withPolicy(policy -> policy.withAlgorithms(changed));
    }

    /// Several audiences instead of one; a token has to name any of them.
    public Verifier withAudiences(String first, String... more) {
        var audiences = new HashSet<>(List.of(more));
        audiences.add(first);
        return withPolicy(policy -> policy.withAudiences(audiences));
    }

    /// How many verified tokens to remember, so that the same token need not be verified in full at
    /// each request: 16,384 and 32 MiB unless changed. All that can change about a token is looked
    /// at each time all the same.
    public Verifier rememberingTokens(int mostEntries, long mostBytes) {
        return with(setup -> setup.with(new CacheBound(mostEntries, mostBytes)));
    }

    /// Verifies each token in full each time.
    public Verifier rememberingNoTokens() {
        return with(setup -> setup.with(CacheBound.NOTHING));
    }

    /// Takes `alg: EdDSA`, the name before RFC 9864, for Ed25519.
    public Verifier acceptingLegacyEdDsa() {
        return withPolicy(policy -> policy.tolerating(Tolerance.LEGACY_EDDSA));
    }

    /// Takes tokens without `typ`, or with `JWT`, besides `at+jwt`: for issuers older than RFC
    /// 9068. Other kinds of tokens under the same keys are then told apart by their claims alone.
    public Verifier acceptingUntypedTokens() {
        return withPolicy(policy -> policy.tolerating(Tolerance.UNTYPED_TOKENS));
    }

    /// Takes tokens that are bound to a key (`cnf`) as if they were not. For callers that check the
    /// DPoP proof or the client certificate themselves; for all others it turns the protection off.
    public Verifier acceptingBoundTokensWithoutProof() {
        return withPolicy(policy -> policy.tolerating(Tolerance.BOUND_TOKENS_WITHOUT_PROOF));
    }

    private Verifier withPolicy(UnaryOperator<Policy> change) {
        return with(setup -> setup.with(change.apply(setup.policy())));
    }

    private Verifier with(UnaryOperator<Setup> change) {
        return new Verifier(issuers.changed(change), listener);
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

    /// For one endpoint, what a good token must allow or say besides: the token itself, or why it
    /// is refused ([Reason#INSUFFICIENT_SCOPE], [Reason#INSUFFICIENT_AUTHENTICATION]).
    public Verdict require(Verdict.Trusted token, Requirements requirements) {
        Verdict verdict = requirements.check(token, issuers.clock().instant().getEpochSecond());
        if (verdict instanceof Verdict.Refused refused) {
            issuers.tellInsufficient(token.issuer(), refused);
            Listeners.tellInsufficient(listener, refused);
        }
        return verdict;
    }

    /// Ends what the sources of keys and revocations run in the background.
    @Override
    public void close() {
        issuers.all().forEach(IssuerVerifier::close);
    }

    private Verdict examine(@Nullable String token, @Nullable SenderProof proof) {
        return token == null
                ? new Verdict.Refused(Reason.MALFORMED, "there is no token")
                : issuers.examine(token, proof);
    }

    private Verdict heard(Verdict verdict) {
        Listeners.tell(listener, verdict);
        return verdict;
    }
}
