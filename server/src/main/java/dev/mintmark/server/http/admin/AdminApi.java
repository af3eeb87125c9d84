package dev.mintmark.server.http.admin;

import dev.mintmark.server.account.Accounts;
import dev.mintmark.server.admin.AdminKeys;
import dev.mintmark.server.audit.AuditLog;
import dev.mintmark.server.client.Clients;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.http.ErrorShape;
import dev.mintmark.server.http.RouteGroup;
import dev.mintmark.server.key.KeyDesk;
import dev.mintmark.server.key.KeySetReaders;
import dev.mintmark.server.key.MasterKeyDesk;
import dev.mintmark.server.revocation.Revocations;
import dev.mintmark.server.session.Families;

import java.time.InstantSource;
import java.util.Optional;

/// Everything under `/admin/v1/`.
public final class AdminApi {
    private final AdminGate gate;
    private final AuditApi audit;
    private final Users users;
    private final ClientsApi clients;
    private final Sessions sessions;
    private final Keys keys;
    private final KeyFiles keyFiles;
    private final MasterKeyApi masterKey;
    private final RevocationsApi revocations;

    public AdminApi(
            AdminKeys adminKeys,
            Accounts accounts,
            Clients clients,
            Families families,
            Revocations revocations,
            KeyDesk desk,
            MasterKeyDesk masterKeys,
            Optional<String> sharedSecretAudience,
            KeySetReaders readers,
            AuditLog audit,
            InstantSource clock,
            Events events) {
        this.gate = new AdminGate(adminKeys, events);
        this.audit = new AuditApi(audit, accounts);
        this.users = new Users(accounts, events);
        this.clients = new ClientsApi(clients, desk, sharedSecretAudience, clock, events);
        this.sessions = new Sessions(families, accounts);
        this.keys = new Keys(desk, readers);
        this.keyFiles = new KeyFiles(desk);
        this.masterKey = new MasterKeyApi(masterKeys);
        this.revocations = new RevocationsApi(revocations, families, accounts, clock);
    }

    public RouteGroup routes() {
        return RouteGroup.under("/admin/v1/", ErrorShape.PROBLEM)
                .get("/admin/v1/audit", gate.guard(audit::list))
                .get("/admin/v1/users", gate.guard(users::list))
                .post("/admin/v1/users", gate.guard(users::add))
                .post("/admin/v1/users/{name}/disable", gate.guard(users::disable))
                .post("/admin/v1/users/{name}/password", gate.guard(users::setPassword))
                .get("/admin/v1/users/{name}/sessions", gate.guard(sessions::listOfUser))
                .delete("/admin/v1/users/{name}/sessions", gate.guard(sessions::revokeAllOfUser))
                .get("/admin/v1/clients", gate.guard(clients::list))
                .post("/admin/v1/clients", gate.guard(clients::add))
                .post("/admin/v1/clients/{id}/rotate-secret", gate.guard(clients::rotateSecret))
                .get("/admin/v1/keys", gate.guard(keys::list))
                .post("/admin/v1/keys", gate.guard(keys::generate))
                .post("/admin/v1/keys/import", gate.guard(keyFiles::take))
                .get("/admin/v1/keys/{kid}/public", gate.guard(keyFiles::show))
                .post("/admin/v1/keys/rotate", gate.guard(keys::rotate))
                .post("/admin/v1/keys/rollback", gate.guard(keys::rollBack))
                .post("/admin/v1/keys/{kid}/revoke", gate.guard(keys::revoke))
                .get("/admin/v1/master-key", gate.guard(masterKey::show))
                .post("/admin/v1/master-key/rotate", gate.guard(masterKey::rotate))
                .get("/admin/v1/sessions", gate.guard(sessions::list))
                .post("/admin/v1/sessions/revoke-all", gate.guard(sessions::revokeAll))
                .post("/admin/v1/revocations", gate.guard(revocations::revoke))
                .get("/admin/v1/sessions/{id}", gate.guard(sessions::show))
                .delete("/admin/v1/sessions/{id}", gate.guard(sessions::revoke));
    }
}
