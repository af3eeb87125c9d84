package dev.mintmark.server.store.memory;

import dev.mintmark.server.device.DeviceKeyStore;
import dev.mintmark.server.id.FamilyId;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

final class MemoryDeviceKeys implements DeviceKeyStore {
    private final Map<FamilyId, Bound> bound = new HashMap<>();

    private record Bound(byte[] jwk, Instant until) {}

    @Override
    public synchronized boolean bind(FamilyId family, byte[] jwk, Instant until) {
        return bound.putIfAbsent(family, new Bound(jwk.clone(), until)) == null;
    }

    @Override
    public synchronized Optional<byte[]> find(FamilyId family) {
        return Optional.ofNullable(bound.get(family)).map(one -> one.jwk().clone());
    }

    @Override
    public synchronized int forgetExpired(Instant now, int atMost) {
        var expired =
                bound.entrySet().stream()
                        .filter(one -> !now.isBefore(one.getValue().until()))
                        .map(Map.Entry::getKey)
                        .limit(atMost)
                        .toList();
        expired.forEach(bound::remove);
        return expired.size();
    }
}
