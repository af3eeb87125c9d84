package dev.mintmark.server.store.memory;

import dev.mintmark.server.event.Witness;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.server.key.SealStore;
import dev.mintmark.server.key.SealedThing;
import dev.mintmark.server.key.SealedThing.Kind;

import java.util.ArrayList;
import java.util.HashMap;

record MemorySeals(MemoryKeys keys, MemorySecrets secrets, MemoryAudit audit) implements SealStore {
    @Override
    public Everything read() {
        var things = new ArrayList<SealedThing>();
        secrets.all()
                .forEach((name, sealed) -> things.add(new SealedThing(Kind.SECRET, name, sealed)));
        var shelf = keys.read();
        for (var key : shelf.keys()) {
            key.sealed()
                    .ifPresent(sealed ->
                            things.add(
                                    new SealedThing(Kind.SIGNING_KEY, key.kid().value(), sealed)));
        }
        return new Everything(shelf.version(), things);
    }

    @Override
    public boolean replace(Everything resealed, Witness<Boolean> witness) {
        boolean replaced = replaced(resealed);
        audit.keep(witness.of(replaced));
        return replaced;
    }

    private boolean replaced(Everything resealed) {
        var sealedKeys = new HashMap<KeyId, byte[]>();
        for (var thing : resealed.things()) {
            if (thing.kind() == Kind.SIGNING_KEY) {
                sealedKeys.put(new KeyId(thing.name()), thing.sealed());
            }
        }
        if (!keys.reseal(resealed.version(), sealedKeys)) {
            return false;
        }
        for (var thing : resealed.things()) {
            if (thing.kind() == Kind.SECRET) {
                secrets.replace(thing.name(), thing.sealed());
            }
        }
        return true;
    }
}
