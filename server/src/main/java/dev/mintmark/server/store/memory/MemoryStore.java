package dev.mintmark.server.store.memory;

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

import java.time.InstantSource;

/// A store that lives as long as its process.
public final class MemoryStore implements Store {
    private final MemoryOutbox outbox = new MemoryOutbox();
    private final InstantSource clock;
    private final MemoryAudit audit;
    private final MemorySealedRanges sealedRanges;
    private final MemoryCursors cursors = new MemoryCursors();
    private final MemoryFacets facets = new MemoryFacets();
    private final MemorySessions sessions;
    private final MemoryStatusLists statusLists;
    private final MemoryClients clients;
    private final MemoryKeys keys;
    private final MemoryLeases leases;
    private final MemoryDeviceKeys deviceKeys = new MemoryDeviceKeys();
    private final MemoryDeniedTokens deniedTokens;
    private final MemoryAlerts alerts = new MemoryAlerts();
    private final MemorySecrets secrets = new MemorySecrets();
    private final MemoryRepeatedAnswers repeatedAnswers = new MemoryRepeatedAnswers();
    private final MemoryConsoleSessions consoleSessions = new MemoryConsoleSessions();
    private final MemoryAdminKeys adminKeys;

    public MemoryStore(InstantSource clock) {
        this.clock = clock;
        this.audit = new MemoryAudit(clock);
        this.sealedRanges = new MemorySealedRanges(audit);
        this.sessions = new MemorySessions(outbox, audit);
        this.statusLists = new MemoryStatusLists(sessions);
        this.clients = new MemoryClients(audit);
        this.adminKeys = new MemoryAdminKeys(audit);
        this.deniedTokens = new MemoryDeniedTokens(sessions, outbox, audit);
        this.leases = new MemoryLeases(clock);
        this.keys = new MemoryKeys(clock, outbox, audit);
    }

    @Override
    public AccountStore accounts() {
        return new MemoryAccounts(sessions);
    }

    @Override
    public FamilyStore families() {
        return new MemoryFamilies(sessions, statusLists);
    }

    @Override
    public DeviceKeyStore deviceKeys() {
        return deviceKeys;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public StatusListStore statusLists() {
        return statusLists;
    }

    @Override
    public ClientStore clients() {
        return clients;
    }

    @Override
    public DeniedTokenStore deniedTokens() {
        return deniedTokens;
    }

    @Override
    public KeyStore keys() {
        return keys;
    }

    @Override
    public SealedSecretStore sealedSecrets() {
        return secrets;
    }

    @Override
    public SealStore seals() {
        return new MemorySeals(keys, secrets, audit);
    }

    @Override
    public AdminKeyStore adminKeys() {
        return adminKeys;
    }

    @Override
    public ConsoleSessionStore consoleSessions() {
        return consoleSessions;
    }

    @Override
    public RepeatedAnswerStore repeatedAnswers() {
        return repeatedAnswers;
    }

    @Override
    public AuditStore audit() {
        return audit;
    }

    @Override
    public SealedRangeStore sealedRanges() {
        return sealedRanges;
    }

    @Override
    public FacetStore facets() {
        return facets;
    }

    @Override
    public CursorStore cursors() {
        return cursors;
    }

    @Override
    public AlertStore alerts() {
        return alerts;
    }

    @Override
    public LeaseStore leases() {
        return leases;
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public boolean isReachable() {
        return true;
    }

    @Override
    public void close() {}
}
