package dev.mintmark.server.http.admin;

import static dev.mintmark.server.admin.AdminScope.ADMIN_KEYS_READ;
import static dev.mintmark.server.admin.AdminScope.ADMIN_KEYS_WRITE;
import static dev.mintmark.server.admin.AdminScope.AUDIT_READ;
import static dev.mintmark.server.admin.AdminScope.CLIENTS_READ;
import static dev.mintmark.server.admin.AdminScope.CLIENTS_WRITE;
import static dev.mintmark.server.admin.AdminScope.KEYS_READ;
import static dev.mintmark.server.admin.AdminScope.KEYS_WRITE;
import static dev.mintmark.server.admin.AdminScope.METRICS_READ;
import static dev.mintmark.server.admin.AdminScope.SESSIONS_READ;
import static dev.mintmark.server.admin.AdminScope.SESSIONS_WRITE;
import static dev.mintmark.server.admin.AdminScope.SETTINGS_READ;
import static dev.mintmark.server.admin.AdminScope.USERS_READ;
import static dev.mintmark.server.admin.AdminScope.USERS_WRITE;

import dev.mintmark.server.account.Accounts;
import dev.mintmark.server.admin.AdminKey;
import dev.mintmark.server.admin.AdminKeys;
import dev.mintmark.server.admin.AdminScope;
import dev.mintmark.server.admin.RepeatedAnswers;
import dev.mintmark.server.admin.SettingInForce;
import dev.mintmark.server.alert.Alerts;
import dev.mintmark.server.audit.AuditLog;
import dev.mintmark.server.audit.seal.AuditExport;
import dev.mintmark.server.client.Clients;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.http.Brakes;
import dev.mintmark.server.http.Endpoint;
import dev.mintmark.server.http.ErrorShape;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.RouteGroup;
import dev.mintmark.server.http.Routes;
import dev.mintmark.server.key.KeyDesk;
import dev.mintmark.server.key.KeySetReaders;
import dev.mintmark.server.key.MasterKeyDesk;
import dev.mintmark.server.meter.History;
import dev.mintmark.server.revocation.Revocations;
import dev.mintmark.server.session.Families;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Everything under `/admin/v1/`: which acts there are, where, and for whom.
public final class AdminApi {
    private static final String ROOT = "/admin/v1";

    private final AdminGate gate;
    private final Idempotency idempotency;
    private final List<AdminRoute> acts = new ArrayList<>();

    public AdminApi(
            AdminKeys adminKeys,
            Brakes brakes,
            Accounts accounts,
            Clients clients,
            Families families,
            Revocations revocations,
            KeyDesk desk,
            MasterKeyDesk masterKeys,
            Optional<String> sharedSecretAudience,
            KeySetReaders readers,
            List<SettingInForce> settings,
            RepeatedAnswers repeated,
            String issuer,
            AuditLog audit,
            AuditExport export,
            Alerts alerts,
            History history,
            InstantSource clock,
            Events events) {
        this.gate = new AdminGate(adminKeys, brakes, events);
        this.idempotency = new Idempotency(repeated);
        people(new Users(accounts, events), new Sessions(families, accounts));
        clients(new ClientsApi(clients, desk, sharedSecretAudience, clock, events));
        keys(new Keys(desk, readers), new KeyFiles(desk), new MasterKeyApi(masterKeys));
        adminKeys(new AdminKeysApi(adminKeys, clock, events));
        audit(new AuditApi(audit, export, accounts));
        get("/alerts", AUDIT_READ, new AlertsApi(alerts)::list);
        get("/history", METRICS_READ, new HistoryApi(history)::show);
        get("/settings", SETTINGS_READ, new SettingsApi(settings)::list);
        acts.add(
                new AdminRoute(
                        "GET",
                        ROOT + "/openapi.json",
                        Optional.empty(),
                        new OpenApi(issuer)::show));
        post(
                "/revocations",
                SESSIONS_WRITE,
                new RevocationsApi(revocations, families, accounts, clock)::revoke);
    }

    private void audit(AuditApi audit) {
        get("/audit", AUDIT_READ, audit::list);
        get("/audit/export", AUDIT_READ, audit::export);
        get("/audit/key", AUDIT_READ, audit::key);
    }

    private void people(Users users, Sessions sessions) {
        get("/users", USERS_READ, users::list);
        post("/users", USERS_WRITE, users::add);
        get("/users/{name}", USERS_READ, users::show);
        post("/users/{name}/disable", USERS_WRITE, users::disable);
        post("/users/{name}/password", USERS_WRITE, users::setPassword);
        get("/users/{name}/sessions", SESSIONS_READ, sessions::listOfUser);
        delete("/users/{name}/sessions", SESSIONS_WRITE, sessions::revokeAllOfUser);
        get("/sessions", SESSIONS_READ, sessions::list);
        post("/sessions/revoke-all", SESSIONS_WRITE, sessions::revokeAll);
        get("/sessions/{id}", SESSIONS_READ, sessions::show);
        delete("/sessions/{id}", SESSIONS_WRITE, sessions::revoke);
    }

    private void clients(ClientsApi clients) {
        get("/clients", CLIENTS_READ, clients::list);
        post("/clients", CLIENTS_WRITE, idempotency.once(clients::add));
        get("/clients/{id}", CLIENTS_READ, clients::show);
        post("/clients/{id}/rotate-secret", CLIENTS_WRITE, idempotency.once(clients::rotateSecret));
    }

    private void keys(Keys keys, KeyFiles files, MasterKeyApi masterKey) {
        get("/keys", KEYS_READ, keys::list);
        post("/keys", KEYS_WRITE, keys::generate);
        post("/keys/import", KEYS_WRITE, files::take);
        get("/keys/{kid}/public", KEYS_READ, files::show);
        post("/keys/rotate", KEYS_WRITE, keys::rotate);
        post("/keys/rollback", KEYS_WRITE, keys::rollBack);
        post("/keys/{kid}/revoke", KEYS_WRITE, keys::revoke);
        get("/master-key", KEYS_READ, masterKey::show);
        post("/master-key/rotate", KEYS_WRITE, masterKey::rotate);
    }

    private void adminKeys(AdminKeysApi keys) {
        get("/admin-keys", ADMIN_KEYS_READ, keys::list);
        post("/admin-keys", ADMIN_KEYS_WRITE, idempotency.once(keys::add));
        delete("/admin-keys/{id}", ADMIN_KEYS_WRITE, keys::revoke);
    }

    /// All there are, for a test that compares them with their description.
    List<AdminRoute> acts() {
        return List.copyOf(acts);
    }

    /// For whoever sends an admin key along.
    public RouteGroup routes() {
        return group(gate::guard);
    }

    /// For another part of this server, on behalf of somebody who showed their key to it.
    public HttpResponse answer(HttpRequest request, AdminKey key) {
        return Routes.of(group(act -> gate.guard(act, key))).answer(request);
    }

    private RouteGroup group(Function<AdminRoute, Endpoint> guarded) {
        var group = RouteGroup.under(ROOT + "/", ErrorShape.PROBLEM);
        for (var act : acts) {
            var endpoint = guarded.apply(act);
            switch (act.method()) {
                case "GET" -> group.get(act.path(), endpoint);
                case "POST" -> group.post(act.path(), endpoint);
                case "DELETE" -> group.delete(act.path(), endpoint);
                default -> throw new IllegalStateException("no act has this method");
            }
        }
        return group;
    }

    private void get(String path, AdminScope scope, AdminEndpoint endpoint) {
        acts.add(new AdminRoute("GET", ROOT + path, Optional.of(scope), endpoint));
    }

    private void post(String path, AdminScope scope, AdminEndpoint endpoint) {
        acts.add(new AdminRoute("POST", ROOT + path, Optional.of(scope), endpoint));
    }

    private void delete(String path, AdminScope scope, AdminEndpoint endpoint) {
        acts.add(new AdminRoute("DELETE", ROOT + path, Optional.of(scope), endpoint));
    }
}
