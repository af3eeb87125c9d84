package dev.mintmark.bench.revocation;

import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.revocation.RevocationFeed;
import dev.mintmark.verifier.revocation.StalePolicy;
import dev.mintmark.verifier.revocation.StreamAccess;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// Services that verify tokens, each with a feed and a connection of its own.
final class Services implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long BETWEEN_LOOKS_NANOS = 200_000;

    private final List<Verifier> verifiers = new ArrayList<>();

    /// @param stream of which node they follow
    Services(int count, URI issuer, URI stream, StalePolicy policy, Duration maxStaleness) {
        for (int i = 0; i < count; i++) {
            var keys = KeySource.atUrl(URI.create(issuer + "/.well-known/jwks.json"));
            var feed =
                    RevocationFeed.forIssuer(issuer, keys, policy)
                            .withMaxStaleness(maxStaleness)
                            .withStreamAt(
                                    URI.create(stream + "/revocations/stream"),
                                    StreamAccess.client(Person.CLIENT, Person.SECRET));
            feed.start();
            verifiers.add(Verifier.forIssuer(issuer, "api", keys).withRevocations(feed));
        }
    }

    void awaitTrust(String token) {
        millisUntil(token, Verdict.Trusted.class::isInstance);
    }

    /// How long from now until each refuses a token as revoked.
    List<Double> millisUntilRefused(String token) {
        return millisUntil(token, Services::isRevoked);
    }

    /// Waits until each can tell no more.
    void awaitStandstill(String token) {
        millisUntil(token, Verdict.Unavailable.class::isInstance);
    }

    boolean allTrust(String token) {
        return verifiers.stream().allMatch(one -> one.verify(token) instanceof Verdict.Trusted);
    }

    private List<Double> millisUntil(String token, Predicate<Verdict> wanted) {
        long begin = System.nanoTime();
        var left = new ArrayList<>(verifiers);
        var times = new ArrayList<Double>();
        while (!left.isEmpty()) {
            left.removeIf(one -> {
                boolean is = wanted.test(one.verify(token));
                if (is) {
                    times.add((System.nanoTime() - begin) / 1e6);
                }
                return is;
            });
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException(left.size() + " services still say otherwise");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
        return times;
    }

    private static boolean isRevoked(Verdict verdict) {
        return verdict instanceof Verdict.Refused(var reason, _) && reason == Reason.REVOKED;
    }

    @Override
    public void close() {
        verifiers.forEach(Verifier::close);
    }
}
