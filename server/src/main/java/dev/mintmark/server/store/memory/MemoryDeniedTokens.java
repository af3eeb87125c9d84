package dev.mintmark.server.store.memory;

import dev.mintmark.server.event.Witness;
import dev.mintmark.server.revocation.DeniedTokenStore;
import dev.mintmark.server.revocation.Revoked;
import dev.mintmark.server.session.EndReason;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

final class MemoryDeniedTokens implements DeniedTokenStore {
    private final MemorySessions sessions;
    private final MemoryOutbox outbox;
    private final MemoryAudit audit;
    private final Map<String, Instant> denied = new HashMap<>();

    MemoryDeniedTokens(MemorySessions sessions, MemoryOutbox outbox, MemoryAudit audit) {
        this.sessions = sessions;
        this.outbox = outbox;
        this.audit = audit;
    }

    @Override
    public synchronized boolean deny(
            String tokenId,
            Instant expiresAt,
            EndReason reason,
            Instant now,
            Witness<Boolean> witness) {
        boolean counted = denied.putIfAbsent(tokenId, expiresAt) == null;
        if (counted) {
            outbox.tell(now, reason.word(), new Revoked.Token(tokenId, expiresAt));
        }
        audit.keep(witness.of(counted));
        return counted;
    }

    @Override
    public synchronized boolean isDenied(String tokenId, Instant issuedAt) {
        synchronized (sessions) {
            return denied.containsKey(tokenId) || sessions.isCutOff(issuedAt);
        }
    }

    @Override
    public synchronized int forgetExpired(Instant now, int atMost) {
        var expired =
                denied.entrySet().stream()
                        .filter(one -> !now.isBefore(one.getValue()))
                        .map(Map.Entry::getKey)
                        .limit(atMost)
                        .toList();
        expired.forEach(denied::remove);
        return expired.size();
    }
}
