package dev.mintmark.server;

import dev.mintmark.server.key.SharedSecret;
import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.VerdictListener;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.jose.Algorithm;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/// Examines the authority's own access tokens. No verifier takes key pairs and secrets at the same
/// time, so that no public key is ever tried as a secret; where a secret is shared, there are two.
final class OwnTokens {
    private final Verifier pairs;
    private final Optional<Verifier> secret;
    private final VerdictListener listener;

    OwnTokens(
            Verifier pairs,
            URI issuer,
            Optional<SharedSecret> shared,
            InstantSource clock,
            VerdictListener listener) {
        this.pairs = pairs;
        this.listener = listener;
        this.secret =
                shared.map(one ->
                        Verifier.forIssuerItself(issuer, one.source())
                                .withAlgorithms(Set.of(Algorithm.HS256))
                                .withClock(clock));
    }

    Verdict verify(String token) {
        var verdict = pairs.verify(token);
        boolean isOther =
                verdict instanceof Verdict.Refused(var reason, _)
                        && reason == Reason.ALG_NOT_ALLOWED;
        var last = isOther && secret.isPresent() ? secret.get().verify(token) : verdict;
        listener.judged(last);
        return last;
    }
}
