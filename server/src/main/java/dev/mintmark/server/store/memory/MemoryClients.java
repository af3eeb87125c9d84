package dev.mintmark.server.store.memory;

import dev.mintmark.server.client.Client;
import dev.mintmark.server.client.ClientStore;
import dev.mintmark.server.event.Witness;
import dev.mintmark.server.id.ClientId;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class MemoryClients implements ClientStore {
    private final MemoryAudit audit;
    private final Map<ClientId, Registered> clients = new HashMap<>();

    MemoryClients(MemoryAudit audit) {
        this.audit = audit;
    }

    @Override
    public synchronized Optional<Registered> find(ClientId id) {
        return Optional.ofNullable(clients.get(id));
    }

    @Override
    public synchronized List<Client> list(String prefix, Optional<String> after, int limit) {
        return clients.values().stream()
                .map(Registered::client)
                .filter(client -> client.id().value().startsWith(prefix))
                .filter(client ->
                        after.map(last -> client.id().value().compareTo(last) > 0).orElse(true))
                .sorted(Comparator.comparing(client -> client.id().value()))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean add(Registered client, Witness<Boolean> witness) {
        boolean added = clients.putIfAbsent(client.client().id(), client) == null;
        audit.keep(witness.of(added));
        return added;
    }

    @Override
    public synchronized boolean replaceSecret(
            ClientId id, byte[] secretHash, Witness<Boolean> witness) {
        boolean replaced =
                clients.computeIfPresent(
                                id,
                                (_, old) -> new Registered(old.client(), Optional.of(secretHash)))
                        != null;
        audit.keep(witness.of(replaced));
        return replaced;
    }
}
