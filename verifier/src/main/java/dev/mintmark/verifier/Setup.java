package dev.mintmark.verifier;

import java.time.InstantSource;
import java.util.Objects;

/// All that makes one issuer's verifier what it is.
record Setup(
        Policy policy,
        KeySource keys,
        RevocationSource revocations,
        Requirements requirements,
        CacheBound cache,
        InstantSource clock) {

    Setup {
        Objects.requireNonNull(policy);
        Objects.requireNonNull(keys);
        Objects.requireNonNull(revocations);
        Objects.requireNonNull(requirements);
        Objects.requireNonNull(cache);
        Objects.requireNonNull(clock);
    }

    static Setup of(Policy policy, KeySource keys) {
        return new Setup(
                policy,
                keys,
                RevocationSource.NONE,
                Requirements.NONE,
                CacheBound.DEFAULT,
                InstantSource.system());
    }

    Setup with(Policy changed) {
        return new Setup(changed, keys, revocations, requirements, cache, clock);
    }

    Setup with(KeySource changed) {
        return new Setup(policy, changed, revocations, requirements, cache, clock);
    }

    Setup with(RevocationSource changed) {
        return new Setup(policy, keys, changed, requirements, cache, clock);
    }

    Setup with(Requirements changed) {
        return new Setup(policy, keys, revocations, changed, cache, clock);
    }

    Setup with(CacheBound changed) {
        return new Setup(policy, keys, revocations, requirements, changed, clock);
    }

    Setup with(InstantSource changed) {
        return new Setup(policy, keys, revocations, requirements, cache, changed);
    }
}
