package dev.mintmark.server.store.postgres;

import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.log.Log;
import dev.mintmark.server.store.sql.Bell;
import dev.mintmark.server.store.sql.Sql;

import org.postgresql.PGConnection;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Rings the bells of all nodes when one has added to the outbox, by `LISTEN` and `NOTIFY`. A hint
/// and no more: the nodes look by themselves, too, so nothing depends on a hint that got lost.
///
/// The hint is sent after the commit and not in the transaction, where it would have all
/// transactions that send one commit one after the other.
final class Wakeup implements AutoCloseable {
    private static final Log LOG = Log.of(Wakeup.class);
    private static final String CHANNEL = "mintmark_notice";

    /// How often a thread that listens looks whether it should stop.
    private static final Duration LISTENS_FOR = Duration.ofSeconds(1);

    private static final Duration RETRIES_AFTER = Duration.ofSeconds(2);

    private final PostgresAddress address;
    private final Pool pool;
    private final Bell bell;
    private final Semaphore told = new Semaphore(0);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread listener;
    private final Thread sender;

    Wakeup(PostgresAddress address, Pool pool, Bell bell) {
        this.address = address;
        this.pool = pool;
        this.bell = bell;
        this.listener =
                Thread.ofPlatform().name("postgres-listener").daemon().unstarted(this::hear);
        this.sender = Thread.ofPlatform().name("postgres-notifier").daemon().unstarted(this::send);
    }

    void start() {
        listener.start();
        sender.start();
    }

    /// Something was committed here that the others want to know of.
    void tell() {
        told.release();
    }

    @Override
    public void close() {
        closing.countDown();
        told.release();
        for (var thread : new Thread[] {listener, sender}) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void hear() {
        boolean away = false;
        while (closing.getCount() > 0) {
            try (var connection =
                    DriverManager.getConnection(address.url(), address.properties())) {
                listen(connection);
            } catch (SQLException e) {
                if (!away && closing.getCount() > 0) {
                    LOG.warn(
                            "no hints from other nodes; looking twice a second instead",
                            "why",
                            Faults.reason(e));
                }
                away = true;
                pause();
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
        }
        // What was told before this connection was there.
        bell.ring();
        var notifications = connection.unwrap(PGConnection.class);
        while (closing.getCount() > 0) {
            var heard = notifications.getNotifications((int) LISTENS_FOR.toMillis());
            if (heard != null && heard.length > 0) {
                bell.ring();
            }
        }
    }

    private void send() {
        while (closing.getCount() > 0) {
            try {
                told.acquire();
                told.drainPermits();
                if (closing.getCount() > 0) {
                    var _ = pool.change(Wakeup::notified);
                }
            } catch (InterruptedException e) {
                // Nobody has a reason to; the thread ends when it is closed.
                LOG.debug("the notifier was interrupted and goes on");
            } catch (Unavailable e) {
                LOG.debug("a hint was not sent", "why", e.getMessage());
            }
        }
    }

    private static boolean notified(Sql sql) throws SQLException {
        sql.run("notify " + CHANNEL);
        return true;
    }

    private void pause() {
        try {
            var _ = closing.await(RETRIES_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
