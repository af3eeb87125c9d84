package dev.mintmark.server.store.memory;

import dev.mintmark.server.revocation.DeniedTokenStore;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

final class MemoryDeniedTokens implements DeniedTokenStore {
    private final Map<String, Instant> denied = new HashMap<>();

    @Override
    public synchronized void deny(String tokenId, Instant expiresAt) {
        denied.put(tokenId, expiresAt);
    }

    @Override
    public synchronized boolean isDenied(String tokenId) {
        return denied.containsKey(tokenId);
    }

    @Override
    public synchronized int forgetExpired(Instant now) {
        int before = denied.size();
        denied.values().removeIf(expiry -> !now.isBefore(expiry));
        return before - denied.size();
    }
}
