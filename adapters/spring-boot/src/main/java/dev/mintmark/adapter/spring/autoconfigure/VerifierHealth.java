package dev.mintmark.adapter.spring.autoconfigure;

import dev.mintmark.verifier.RemoteKeys;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/// Out of service while every token would be answered with 503, as no instance of the service can
/// do better as long as the issuer is away; `DOWN` would tell an orchestrator to restart it.
final class VerifierHealth extends AbstractHealthIndicator {

    private final RemoteKeys keys;

    VerifierHealth(RemoteKeys keys) {
        super("the verifier's health cannot be told");
        this.keys = keys;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        if (keys.isReady()) {
            builder.up();
        } else {
            builder.outOfService();
        }
        builder.withDetail("keys", keys.isReady() ? "ready" : "out of reach");
        keys.fetchedAt().ifPresent(at -> builder.withDetail("keysFetchedAt", at.toString()));
        keys.failure().ifPresent(reason -> builder.withDetail("lastFetchFailed", reason));
    }
}
