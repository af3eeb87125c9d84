package dev.mintmark.adapter.spring.autoconfigure;

import dev.mintmark.verifier.RemoteKeys;
import dev.mintmark.verifier.revocation.FeedState;
import dev.mintmark.verifier.revocation.RevocationFeed;
import dev.mintmark.verifier.revocation.StalePolicy;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/// Out of service while tokens would be answered with 503, as no instance of the service can do
/// better as long as the issuer is away; `DOWN` would tell an orchestrator to restart it.
final class VerifierHealth extends AbstractHealthIndicator {

    private final @Nullable RemoteKeys keys;
    private final @Nullable RevocationFeed revocations;

    VerifierHealth(@Nullable RemoteKeys keys, @Nullable RevocationFeed revocations) {
        super("the verifier's health cannot be told");
        this.keys = keys;
        this.revocations = revocations;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        boolean serves = true;
        if (keys != null) {
            serves = keys.isReady();
            tell(builder, keys);
        }
        if (revocations != null) {
            FeedState state = revocations.state();
            serves &= state.current() || revocations.whenStale() != StalePolicy.FAIL_CLOSED;
            tell(builder, state);
        }
        if (serves) {
            builder.up();
        } else {
            builder.outOfService();
        }
    }

    private static void tell(Health.Builder builder, RemoteKeys keys) {
        builder.withDetail("keys", keys.isReady() ? "ready" : "out of reach");
        keys.fetchedAt().ifPresent(at -> builder.withDetail("keysFetchedAt", at.toString()));
        keys.failure().ifPresent(reason -> builder.withDetail("lastFetchFailed", reason));
    }

    private static void tell(Health.Builder builder, FeedState state) {
        builder.withDetail("revocations", state.current() ? "current" : "too old to tell");
        builder.withDetail("statusLists", state.lists());
        state.newestAge()
                .ifPresent(age -> builder.withDetail("newestRevocationsAge", age.toString()));
        state.listFailure().ifPresent(reason -> builder.withDetail("lastListFailed", reason));
        state.streamFailure().ifPresent(reason -> builder.withDetail("streamFailed", reason));
    }
}
