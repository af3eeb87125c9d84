package dev.mintmark.verifier;

import java.time.InstantSource;
import java.util.Objects;

/// All that makes one issuer's verifier what it is.
///
/// @param listener told of what it judges where it is one of several
record Setup(
        Policy policy,
        KeySource keys,
        RevocationSource revocations,
        Requirements requirements,
        CacheBound cache,
        InstantSource clock,
        VerdictListener listener) {

    Setup {
        Objects.requireNonNull(policy);
        Objects.requireNonNull(keys);
        Objects.requireNonNull(revocations);
        Objects.requireNonNull(requirements);
        Objects.requireNonNull(cache);
        Objects.requireNonNull(clock);
        Objects.requireNonNull(listener);
    }

    static Setup of(Policy policy, KeySource keys) {
        return new Setup(
                policy,
                keys,
                RevocationSource.NONE,
                Requirements.NONE,
                CacheBound.DEFAULT,
                InstantSource.system(),
                Listeners.NONE);
    }

    Setup with(Policy changed) {
        return new Setup(changed, keys, revocations, requirements, cache, clock, listener);
    }

    Setup with(KeySource changed) {
        return new Setup(policy, changed, revocations, requirements, cache, clock, listener);
    }

    Setup with(RevocationSource changed) {
        return new Setup(policy, keys, changed, requirements, cache, clock, listener);
    }

    Setup with(Requirements changed) {
        return new Setup(policy, keys, revocations, changed, cache, clock, listener);
    }

    Setup with(CacheBound changed) {
        return new Setup(policy, keys, revocations, requirements, changed, clock, listener);
    }

    Setup with(InstantSource changed) {
        return new Setup(policy, keys, revocations, requirements, cache, changed, listener);
    }

    /// Told of what this one judged, among several of one verifier.
    Setup telling(VerdictListener changed) {
        return new Setup(policy, keys, revocations, requirements, cache, clock, changed);
    }
}
