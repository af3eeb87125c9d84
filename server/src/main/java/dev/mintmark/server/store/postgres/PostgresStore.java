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
import dev.mintmark.server.fault.CannotStart;
import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.key.KeyStore;
import dev.mintmark.server.key.SealStore;
import dev.mintmark.server.key.SealedSecretStore;
import dev.mintmark.server.lease.LeaseStore;
import dev.mintmark.server.log.Log;
import dev.mintmark.server.revocation.DeniedTokenStore;
import dev.mintmark.server.revocation.Outbox;
import dev.mintmark.server.revocation.status.StatusListStore;
import dev.mintmark.server.session.FamilyStore;
import dev.mintmark.server.store.Store;
import dev.mintmark.server.store.sql.AccountTable;
import dev.mintmark.server.store.sql.AdminKeyTable;
import dev.mintmark.server.store.sql.AlertTable;
import dev.mintmark.server.store.sql.Bell;
import dev.mintmark.server.store.sql.ClientTable;
import dev.mintmark.server.store.sql.ConsoleSessionTable;
import dev.mintmark.server.store.sql.CursorTable;
import dev.mintmark.server.store.sql.DeniedTokenTable;
import dev.mintmark.server.store.sql.DeviceKeyTable;
import dev.mintmark.server.store.sql.FacetTable;
import dev.mintmark.server.store.sql.KeyTable;
import dev.mintmark.server.store.sql.LeaseTable;
import dev.mintmark.server.store.sql.RepeatedAnswerTable;
import dev.mintmark.server.store.sql.SealTable;
import dev.mintmark.server.store.sql.SealedRangeTable;
import dev.mintmark.server.store.sql.SealedSecretTable;
import dev.mintmark.server.store.sql.Sql;
import dev.mintmark.server.store.sql.StatusListTable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// A database server that any number of authorities may share. What a method changed has been
/// synced to the server's disk when it returns.
public final class PostgresStore implements Store {
    private static final Log LOG = Log.of(PostgresStore.class);

    /// Enough that a refresh finds one free while the others wait for the disk.
    private static final int COMMITTERS = 4;

    private final Bell bell = new Bell();
    private final Pool pool;
    private final DatabaseClock clock;
    private final Optional<Wakeup> wakeup;
    private final Committers committers;
    private final PostgresAudit audit;

    private PostgresStore(PostgresAddress address, InstantSource own, Instant now) {
        this.pool = new Pool(address, COMMITTERS, this::told);
        this.clock = new DatabaseClock(pool, own, now, System::nanoTime);
        this.wakeup =
                address.notifies()
                        ? Optional.of(new Wakeup(address, pool, bell))
                        : Optional.empty();
        this.audit = new PostgresAudit(pool);
        this.committers = new Committers(new RefreshGroup(pool), COMMITTERS);
    }

    /// Connects to the database, making and migrating its tables as needed.
    ///
    /// @param own this node's own clock. The time is the database's; when this one jumps, the
    ///   database is asked at once whether its time did, too
    /// @throws CannotStart when it cannot be used, with a sentence that says why
    public static PostgresStore open(PostgresAddress address, InstantSource own) {
        Instant now;
        try (var connection =
                DriverManager.getConnection(address.url(), address.patientProperties())) {
            Migrations.run(connection);
            warnAboutPowerLoss(connection);
            now = Pool.timeOf(new Sql(connection));
        } catch (SQLException e) {
            throw new CannotStart(
                    "The database %s cannot be used: %s".formatted(address, Faults.reason(e)), e);
        }
        var store = new PostgresStore(address, own, now);
        store.clock.start();
        store.committers.start();
        store.wakeup.ifPresent(Wakeup::start);
        return store;
    }

    @Override
    public AccountStore accounts() {
        return new AccountTable(pool);
    }

    @Override
    public ClientStore clients() {
        return new ClientTable(pool);
    }

    @Override
    public FamilyStore families() {
        return new PostgresFamilies(pool, committers);
    }

    @Override
    public DeviceKeyStore deviceKeys() {
        return new DeviceKeyTable(pool);
    }

    @Override
    public DeniedTokenStore deniedTokens() {
        return new DeniedTokenTable(pool);
    }

    @Override
    public Outbox outbox() {
        return new PostgresOutbox(pool, bell);
    }

    @Override
    public StatusListStore statusLists() {
        return new StatusListTable(pool);
    }

    @Override
    public KeyStore keys() {
        return new KeyTable(pool);
    }

    @Override
    public SealedSecretStore sealedSecrets() {
        return new SealedSecretTable(pool);
    }

    @Override
    public SealStore seals() {
        return new SealTable(pool);
    }

    @Override
    public AdminKeyStore adminKeys() {
        return new AdminKeyTable(pool);
    }

    @Override
    public ConsoleSessionStore consoleSessions() {
        return new ConsoleSessionTable(pool);
    }

    @Override
    public RepeatedAnswerStore repeatedAnswers() {
        return new RepeatedAnswerTable(pool);
    }

    @Override
    public AuditStore audit() {
        return audit;
    }

    @Override
    public SealedRangeStore sealedRanges() {
        return new SealedRangeTable(pool);
    }

    @Override
    public FacetStore facets() {
        return new FacetTable(pool);
    }

    @Override
    public CursorStore cursors() {
        return new CursorTable(pool);
    }

    @Override
    public AlertStore alerts() {
        return new AlertTable(pool);
    }

    @Override
    public LeaseStore leases() {
        return new LeaseTable(pool);
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public boolean isReachable() {
        try {
            return pool.read(sql -> sql.first("select 1", row -> row.getInt(1))).isPresent();
        } catch (Unavailable e) {
            return false;
        }
    }

    @Override
    public void close() {
        committers.close();
        wakeup.ifPresent(Wakeup::close);
        clock.close();
        pool.close();
    }

    private void told() {
        bell.ring();
        wakeup.ifPresent(Wakeup::tell);
    }

    private static void warnAboutPowerLoss(Connection connection) throws SQLException {
        var fsync =
                new Sql(connection)
                        .first(
                                "select current_setting('fsync', true)",
                                row -> String.valueOf(row.getString(1)))
                        .orElse("");
        if (fsync.equals("off")) {
            LOG.warn(
                    "the database runs with fsync=off: when its power goes, sessions that ended may"
                            + " live again");
        }
    }
}
