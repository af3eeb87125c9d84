package dev.mintmark.server.store;

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

import java.time.InstantSource;

/// One database and all that rests in it.
public interface Store extends AutoCloseable {
    AccountStore accounts();

    ClientStore clients();

    FamilyStore families();

    DeniedTokenStore deniedTokens();

    DeviceKeyStore deviceKeys();

    Outbox outbox();

    StatusListStore statusLists();

    KeyStore keys();

    SealedSecretStore sealedSecrets();

    SealStore seals();

    AdminKeyStore adminKeys();

    ConsoleSessionStore consoleSessions();

    RepeatedAnswerStore repeatedAnswers();

    AlertStore alerts();

    LeaseStore leases();

    AuditStore audit();

    SealedRangeStore sealedRanges();

    CursorStore cursors();

    FacetStore facets();

    /// What time it is for all nodes on this database.
    InstantSource clock();

    /// Whether the database answers right now.
    boolean isReachable();

    @Override
    void close();
}
