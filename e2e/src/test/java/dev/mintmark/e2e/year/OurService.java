package dev.mintmark.e2e.year;

import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.RemoteKeys;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// With our verifier. Both it and its key source are given the clock.
///
/// The keys are renewed in the background when a token finds them old. That takes some
/// milliseconds, for which the moved clock stands still: so we wait for it before we go on.
public final class OurService implements Service {
    private volatile Instant now = Instant.EPOCH;
    private final RemoteKeys keys;
    private final Verifier verifier;

    public OurService(URI issuer, String audience) {
        keys = KeySource.discoveredFrom(issuer).withClock(() -> now);
        // Only the keys are of interest; what was seen before would not ask for them.
        verifier =
                Verifier.forIssuer(issuer, audience, keys)
                        .withClock(() -> now)
                        .rememberingNoTokens();
    }

    @Override
    public String name() {
        return "Mintmark";
    }

    @Override
    public List<String> look(Instant time, List<String> tokens) {
        now = time;
        var verdicts = tokens.stream().map(this::wrongWith).toList();
        awaitRenewal();
        return verdicts;
    }

    private String wrongWith(String token) {
        return switch (verifier.verify(token)) {
            case Verdict.Trusted _ -> "";
            case Verdict.Refused(var reason, _) -> reason.code();
            case Verdict.Unavailable _ -> "unavailable";
        };
    }

    private void awaitRenewal() {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!keys.staleFor().equals(java.util.Optional.of(Duration.ZERO))) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the keys were not renewed: " + keys.failure());
            }
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    @Override
    public void close() {
        verifier.close();
        keys.close();
    }
}
