package dev.mintmark.server.store.sqlite;

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
import dev.mintmark.server.store.sql.AuditTable;
import dev.mintmark.server.store.sql.Bell;
import dev.mintmark.server.store.sql.ClientTable;
import dev.mintmark.server.store.sql.ConsoleSessionTable;
import dev.mintmark.server.store.sql.CursorTable;
import dev.mintmark.server.store.sql.Database;
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

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The embedded database. What a method changed has been synced to the disk when it returns: a
/// write-ahead log with `synchronous=FULL` survives both a killed process and a power loss.
public final class SqliteStore implements Store {
    private static final Log LOG = Log.of(SqliteStore.class);
    private static final int READERS = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final int BUSY_MILLIS = 5_000;

    /// Up to this size a start reads every page of the file for signs of damage.
    private static final long CHECKED_BYTES = 64L << 20;

    private final List<Sql> connections;
    private final Bell bell = new Bell();
    private final Writer writer;
    private final Readers readers;
    private final Checkpointer checkpointer;
    private final Database database;
    private final InstantSource clock;

    private SqliteStore(List<Sql> connections, InstantSource clock) {
        this.connections = connections;
        this.writer = new Writer(connections.get(0), bell);
        this.checkpointer = new Checkpointer(connections.get(1));
        this.readers = new Readers(connections.subList(2, connections.size()));
        this.clock = clock;
        this.database = new EmbeddedDatabase(writer, readers, clock);
    }

    /// Opens the database in a file, making and migrating it as needed.
    ///
    /// @throws CannotStart when it cannot be used, with a sentence that says why
    public static SqliteStore open(Path file, InstantSource clock) {
        var connections = new ArrayList<Sql>();
        try {
            boolean check = Files.exists(file) && Files.size(file) <= CHECKED_BYTES;
            createForOwnerOnly(file);
            var first = connect(file);
            connections.add(first);
            if (check) {
                checkIntegrity(file, first);
            }
            Migrations.run(first);
            for (int i = 0; i < 1 + READERS; i++) {
                connections.add(connect(file));
            }
        } catch (SQLException | IOException e) {
            closeAll(connections);
            throw new CannotStart(
                    "The database %s cannot be opened: %s".formatted(file, reason(e)), e);
        } catch (RuntimeException e) {
            closeAll(connections);
            throw e;
        }
        var store = new SqliteStore(connections, clock);
        store.writer.start();
        store.readers.start();
        store.checkpointer.start();
        return store;
    }

    @Override
    public AccountStore accounts() {
        return new AccountTable(database);
    }

    @Override
    public ClientStore clients() {
        return new ClientTable(database);
    }

    @Override
    public FamilyStore families() {
        return new SqliteFamilies(database);
    }

    @Override
    public DeviceKeyStore deviceKeys() {
        return new DeviceKeyTable(database);
    }

    @Override
    public DeniedTokenStore deniedTokens() {
        return new DeniedTokenTable(database);
    }

    @Override
    public Outbox outbox() {
        return new SqliteOutbox(database, bell);
    }

    @Override
    public StatusListStore statusLists() {
        return new StatusListTable(database);
    }

    @Override
    public KeyStore keys() {
        return new KeyTable(database);
    }

    @Override
    public SealedSecretStore sealedSecrets() {
        return new SealedSecretTable(database);
    }

    @Override
    public SealStore seals() {
        return new SealTable(database);
    }

    @Override
    public AdminKeyStore adminKeys() {
        return new AdminKeyTable(database);
    }

    @Override
    public ConsoleSessionStore consoleSessions() {
        return new ConsoleSessionTable(database);
    }

    @Override
    public RepeatedAnswerStore repeatedAnswers() {
        return new RepeatedAnswerTable(database);
    }

    @Override
    public AuditStore audit() {
        return new AuditTable(database);
    }

    @Override
    public SealedRangeStore sealedRanges() {
        return new SealedRangeTable(database);
    }

    @Override
    public FacetStore facets() {
        return new FacetTable(database);
    }

    @Override
    public CursorStore cursors() {
        return new CursorTable(database);
    }

    @Override
    public AlertStore alerts() {
        return new AlertTable(database);
    }

    @Override
    public LeaseStore leases() {
        return new LeaseTable(database);
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public boolean isReachable() {
        try {
            return writer.isAlive()
                    && readers.read(sql -> sql.first("select 1", row -> row.getInt(1))).isPresent();
        } catch (Unavailable e) {
            return false;
        }
    }

    @Override
    public void close() {
        writer.close();
        readers.close();
        checkpointer.close();
        closeAll(connections);
    }

    private static Sql connect(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, Long.toString(CHECKED_BYTES));
        var connection =
                DriverManager.getConnection("jdbc:sqlite:" + address(file), config.toProperties());
        // With auto-commit on, the driver would begin and commit around each statement; off, it
        // leaves transactions to us after the one it has just begun.
        connection.setAutoCommit(false);
        var sql = new Sql(connection);
        sql.run("commit");
        // Functions and virtual tables that a tampered schema might call stay shut.
        sql.run("pragma trusted_schema = off");
        // The checkpointer moves the log into the database, away from the commits.
        sql.run("pragma wal_autocheckpoint = 0");
        return sql;
    }

    /// The write-ahead log and its index get the same permissions from SQLite.
    private static void createForOwnerOnly(Path file) throws IOException {
        if (!Files.exists(file)
                && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
    }

    /// As a URI, because in a plain path the driver takes what follows a question mark for
    /// settings.
    private static String address(Path file) {
        return "file:" + file.toUri().getRawPath();
    }

    private static void checkIntegrity(Path file, Sql sql) throws SQLException {
        var verdict = sql.first("pragma quick_check(1)", row -> row.getString(1)).orElse("");
        if (!verdict.equals("ok")) {
            throw new CannotStart(
                    "The database %s is damaged: keep a copy of the data directory, and restore a backup."
                            .formatted(file));
        }
    }

    private static String reason(Exception e) {
        var text = String.valueOf(e.getMessage());
        if (text.contains("SQLITE_NOTADB") || text.contains("SQLITE_CORRUPT")) {
            return "it is damaged or not a database. Keep a copy of the data directory, and"
                    + " restore a backup.";
        }
        if (text.contains("SQLITE_BUSY")) {
            return "another process is using it.";
        }
        if (e instanceof IOException
                || text.contains("SQLITE_READONLY")
                || text.contains("SQLITE_CANTOPEN")) {
            return "the file or its folder cannot be written by this user.";
        }
        return text;
    }

    private static void closeAll(List<Sql> connections) {
        for (var sql : connections) {
            try {
                sql.close();
            } catch (SQLException e) {
                LOG.debug(
                        "a connection did not close; every answered change is on the disk",
                        "why",
                        e.getMessage());
            }
        }
    }
}
