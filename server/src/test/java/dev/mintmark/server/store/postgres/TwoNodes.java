package dev.mintmark.server.store.postgres;

import dev.mintmark.server.account.AccountStore;
import dev.mintmark.server.admin.AdminKeyStore;
import dev.mintmark.server.admin.ConsoleSessionStore;
import dev.mintmark.server.admin.RepeatedAnswerStore;
import dev.mintmark.server.alert.AlertStore;
import dev.mintmark.server.audit.AuditStore;
import dev.mintmark.server.audit.index.FacetStore;
import dev.mintmark.server.audit.seal.SealedRangeStore;
import dev.mintmark.server.audit.ship.CursorStore;
import dev.mintmark.server.client.ClientStore;
import dev.mintmark.server.device.DeviceKeyStore;
import dev.mintmark.server.key.KeyStore;
import dev.mintmark.server.key.SealStore;
import dev.mintmark.server.key.SealedSecretStore;
import dev.mintmark.server.lease.LeaseStore;
import dev.mintmark.server.revocation.DeniedTokenStore;
import dev.mintmark.server.revocation.Outbox;
import dev.mintmark.server.revocation.status.StatusListStore;
import dev.mintmark.server.session.FamilyStore;
import dev.mintmark.server.store.Store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/// Two nodes on one database, and a load balancer in front of them that sends each call to the next
/// one.
record TwoNodes(Store first, Store second) implements Store {
    @Override
    public AccountStore accounts() {
        return balanced(AccountStore.class, first.accounts(), second.accounts());
    }

    @Override
    public ClientStore clients() {
        return balanced(ClientStore.class, first.clients(), second.clients());
    }

    @Override
    public FamilyStore families() {
        return balanced(FamilyStore.class, first.families(), second.families());
    }

    @Override
    public DeniedTokenStore deniedTokens() {
        return balanced(DeniedTokenStore.class, first.deniedTokens(), second.deniedTokens());
    }

    @Override
    public DeviceKeyStore deviceKeys() {
        return balanced(DeviceKeyStore.class, first.deviceKeys(), second.deviceKeys());
    }

    @Override
    public Outbox outbox() {
        return balanced(Outbox.class, first.outbox(), second.outbox());
    }

    @Override
    public AlertStore alerts() {
        return balanced(AlertStore.class, first.alerts(), second.alerts());
    }

    @Override
    public StatusListStore statusLists() {
        return balanced(StatusListStore.class, first.statusLists(), second.statusLists());
    }

    @Override
    public KeyStore keys() {
        return balanced(KeyStore.class, first.keys(), second.keys());
    }

    @Override
    public SealedSecretStore sealedSecrets() {
        return balanced(SealedSecretStore.class, first.sealedSecrets(), second.sealedSecrets());
    }

    @Override
    public SealStore seals() {
        return balanced(SealStore.class, first.seals(), second.seals());
    }

    @Override
    public AdminKeyStore adminKeys() {
        return balanced(AdminKeyStore.class, first.adminKeys(), second.adminKeys());
    }

    @Override
    public RepeatedAnswerStore repeatedAnswers() {
        return balanced(
                RepeatedAnswerStore.class, first.repeatedAnswers(), second.repeatedAnswers());
    }

    @Override
    public ConsoleSessionStore consoleSessions() {
        return balanced(
                ConsoleSessionStore.class, first.consoleSessions(), second.consoleSessions());
    }

    @Override
    public AuditStore audit() {
        return balanced(AuditStore.class, first.audit(), second.audit());
    }

    @Override
    public SealedRangeStore sealedRanges() {
        return balanced(SealedRangeStore.class, first.sealedRanges(), second.sealedRanges());
    }

    @Override
    public FacetStore facets() {
        return balanced(FacetStore.class, first.facets(), second.facets());
    }

    @Override
    public CursorStore cursors() {
        return balanced(CursorStore.class, first.cursors(), second.cursors());
    }

    @Override
    public LeaseStore leases() {
        return balanced(LeaseStore.class, first.leases(), second.leases());
    }

    @Override
    public InstantSource clock() {
        return balanced(InstantSource.class, first.clock(), second.clock());
    }

    @Override
    public boolean isReachable() {
        return first.isReachable() && second.isReachable();
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }

    private static <T> T balanced(Class<T> type, T one, T other) {
        var calls = new AtomicInteger();
        InvocationHandler handler =
                (_, method, arguments) -> {
                    try {
                        return method.invoke(
                                calls.getAndIncrement() % 2 == 0 ? one : other, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                };
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
