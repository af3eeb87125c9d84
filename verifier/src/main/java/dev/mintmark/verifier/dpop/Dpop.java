package dev.mintmark.verifier.dpop;

import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.SenderProof;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonString;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Checks proofs of possession (RFC 9449): that whoever sends a token also holds the key that the
/// token is bound to, so that a stolen token is of no use without the key.
///
/// ```
/// Dpop dpop = Dpop.remembering(ReplayStore.inMemory());
///
/// SenderProof proof = dpop.proof(dpopHeaders, "GET", "https://api.example.com/orders/7");
/// Verdict verdict = verifier.verify(token, proof);
/// ```
///
/// Make one for a service and keep it: it is immutable but for what it remembers, and safe for use
/// by many threads.
public final class Dpop {

    private static final Set<Algorithm> DEFAULT_ALGORITHMS =
            Set.of(Algorithm.ES256, Algorithm.ED25519, Algorithm.RS256, Algorithm.PS256);

    private final ReplayStore store;
    private final Nonces nonces;
    private final boolean requiresNonces;
    private final Set<Algorithm> algorithms;
    private final boolean legacyEdDsa;
    private final InstantSource clock;
    private final ProofKeys keys = new ProofKeys();

    private Dpop(
            ReplayStore store,
            Nonces nonces,
            boolean requiresNonces,
            Set<Algorithm> algorithms,
            boolean legacyEdDsa,
            InstantSource clock) {
        this.store = store;
        this.nonces = nonces;
        this.requiresNonces = requiresNonces;
        this.algorithms = Set.copyOf(algorithms);
        this.legacyEdDsa = legacyEdDsa;
        this.clock = clock;
        if (algorithms.isEmpty() || algorithms.stream().anyMatch(Algorithm::isSymmetric)) {
            throw new IllegalArgumentException(
                    "proofs are signed with key pairs: name at least one algorithm, and no HMAC");
        }
    }

    /// @param store where used proofs are remembered: in this process, or where all of a cluster
    ///   can ask
    public static Dpop remembering(ReplayStore store) {
        return new Dpop(
                Objects.requireNonNull(store),
                new Nonces(randomSecret()),
                false,
                DEFAULT_ALGORITHMS,
                false,
                InstantSource.system());
    }

    /// Takes only proofs with a nonce that was handed out in the last minutes (§8, §9): nobody can
    /// then make proofs in advance, or backdate them. Costs each client one more request now and
    /// then.
    ///
    /// @param secret at least 32 random bytes; the same for all who serve the same clients
    public Dpop withNonces(byte[] secret) {
        return new Dpop(store, new Nonces(secret), true, algorithms, legacyEdDsa, clock);
    }

    /// The algorithms of proofs to accept instead of ES256, Ed25519, RS256 and PS256.
    public Dpop withAlgorithms(Set<Algorithm> changed) {
        return new Dpop(store, nonces, requiresNonces, changed, legacyEdDsa, clock);
    }

    /// Takes `alg: EdDSA`, the name before RFC 9864, for Ed25519.
    public Dpop acceptingLegacyEdDsa() {
        return new Dpop(store, nonces, requiresNonces, algorithms, true, clock);
    }

    public Dpop withClock(InstantSource changed) {
        return new Dpop(
                store,
                nonces,
                requiresNonces,
                algorithms,
                legacyEdDsa,
                Objects.requireNonNull(changed));
    }

    /// The proof that came with a request, for [dev.mintmark.verifier.Verifier] to judge together
    /// with the token.
    ///
    /// @param headerValues of each `DPoP` header of the request, all of them: there has to be
    ///   exactly one
    /// @param method of the request, as sent
    /// @param requestUri of the request, absolute, as clients see it: behind a proxy it begins with
    ///   the address that is known outside, and never with what the `Host` header says. A query is
    ///   ignored
    public SenderProof proof(List<String> headerValues, String method, String requestUri) {
        var check = new ProofCheck(this, keys, headerValues, method, requestUri);
        return (token, confirmation) -> objection(check, token, confirmation);
    }

    /// The same for a caller that has looked at the headers already.
    public SenderProof proof(String headerValue, String method, URI requestUri) {
        return proof(List.of(headerValue), method, requestUri.toString());
    }

    /// Whose key a request shows, where there is no token yet: for an authority that is about to
    /// bind one (§5). Uses the proof up.
    public Possession possession(List<String> headerValues, String method, String requestUri) {
        var check = new ProofCheck(this, keys, headerValues, method, requestUri);
        try {
            return new Possession.Shown(check.holder(null, null));
        } catch (InvalidProof e) {
            return new Possession.NotShown(e.refusal());
        }
    }

    /// The nonce to send back in the header `DPoP-Nonce`, whatever the verdict on a request that
    /// brought a proof: empty when its sender needs none.
    public Optional<String> nonceFor(Verdict verdict) {
        boolean asked =
                verdict instanceof Verdict.Refused refused
                        && refused.reason() == Reason.DPOP_NONCE_REQUIRED;
        return requiresNonces || asked
                ? Optional.of(nonces.current(clock.instant()))
                : Optional.empty();
    }

    /// What proofs may be signed with: for the `algs` of a challenge.
    public Set<Algorithm> algorithms() {
        return algorithms;
    }

    private static Verdict.@Nullable Refused objection(
            ProofCheck check, String token, JsonObject confirmation) {
        // All that a confirmation asks for has to be met, and one thing is what we can meet.
        if (confirmation.members().size() != 1
                || !(confirmation.member("jkt") instanceof JsonString jkt)) {
            return new Verdict.Refused(
                    Reason.DPOP_KEY_MISMATCH,
                    "cnf asks for something else than, or more than, a DPoP key");
        }
        try {
            String unused = check.holder(token, jkt.value());
            return null;
        } catch (InvalidProof e) {
            return e.refusal();
        }
    }

    InstantSource clock() {
        return clock;
    }

    boolean requiresNonces() {
        return requiresNonces;
    }

    boolean acceptsNonce(@Nullable String nonce, Instant now) {
        return nonce != null && nonces.accepts(nonce, now);
    }

    /// Null when the name is unknown or not allowed here.
    @Nullable Algorithm allowed(String alg) {
        Algorithm algorithm =
                legacyEdDsa && alg.equals(Algorithm.LEGACY_EDDSA)
                        ? Algorithm.ED25519
                        : Algorithm.named(alg).orElse(null);
        return algorithm != null && algorithms.contains(algorithm) ? algorithm : null;
    }

    ReplayStore.Use use(String fingerprint, Instant now, Instant until) {
        try {
            return store.use(fingerprint, now, until);
        } catch (RuntimeException outOfReach) {
            return ReplayStore.Use.UNKNOWN;
        }
    }

    private static byte[] randomSecret() {
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return secret;
    }
}
