package dev.mintmark.server.http;

import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Closes connections whose request head takes too long. One sweep over all connections now and
/// then costs less than a timer for every request, and nobody minds a deadline kept a moment late.
final class GuardedConnector extends ServerConnector {
    private static final int SWEEPS_PER_DEADLINE = 5;

    /// How long a connection without a request may hold up closing.
    private static final Duration FAREWELL = Duration.ofMillis(100);

    private final Duration headTime;

    GuardedConnector(Server server, HttpConnectionFactory http, Duration headTime) {
        super(server, 1, -1, http);
        this.headTime = headTime;
        setShutdownIdleTimeout(FAREWELL.toMillis());
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(
            SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        var endPoint = new GuardedEndPoint(channel, selector, key, getScheduler());
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }

    @Override
    protected void doStart() throws Exception {
        turnAwayTheEarly();
        super.doStart();
        scheduleSweep();
    }

    /// Whoever connected before there was anybody to answer may have given up since, and asked
    /// elsewhere. Carried out now, their requests would come after those that followed them: an old
    /// refresh token would look stolen.
    private void turnAwayTheEarly() throws IOException {
        if (getTransport() instanceof ServerSocketChannel door) {
            boolean blocking = door.isBlocking();
            door.configureBlocking(false);
            for (var early = door.accept(); early != null; early = door.accept()) {
                early.close();
            }
            door.configureBlocking(blocking);
        }
    }

    /// Left alone, the server underneath gives every connection the short time, and cuts off a
    /// client whose body pauses for longer.
    @Override
    public CompletableFuture<Void> shutdown() {
        var done = super.shutdown();
        for (var endPoint : getConnectedEndPoints()) {
            if (endPoint instanceof GuardedEndPoint guarded) {
                guarded.leave(getIdleTimeout(), getShutdownIdleTimeout());
            }
        }
        return done;
    }

    private void scheduleSweep() {
        getScheduler()
                .schedule(
                        this::sweep,
                        headTime.toNanos() / SWEEPS_PER_DEADLINE,
                        TimeUnit.NANOSECONDS);
    }

    private void sweep() {
        // The next one first: whatever happens to this one, the guard stays up.
        if (isRunning()) {
            scheduleSweep();
        }
        for (var endPoint : getConnectedEndPoints()) {
            if (endPoint instanceof GuardedEndPoint guarded
                    && guarded.owesHeadFor(headTime.toNanos())) {
                guarded.close();
            }
        }
    }
}
