package dev.mintmark.server.http;

import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A connection that knows since when it owes us the end of a request's head. The idle timeout
/// alone does not help: it starts again with every byte, so a client could send one header letter
/// by letter for hours.
final class GuardedEndPoint extends SocketChannelEndPoint {
    private enum Phase {
        HEAD,
        REQUEST,
        BETWEEN
    }

    private volatile long since = System.nanoTime();
    private volatile Phase phase = Phase.HEAD;
    private volatile OptionalInt readAhead = OptionalInt.empty();

    /// Guarded by `this`.
    private OptionalLong farewell = OptionalLong.empty();

    GuardedEndPoint(
            SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler time) {
        super(channel, selector, key, time);
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        var ahead = readAhead;
        readAhead = OptionalInt.empty();
        ahead.ifPresent(one -> BufferUtil.append(buffer, (byte) one));
        int filled = super.fill(buffer);
        if (ahead.isPresent()) {
            filled = 1 + Math.max(0, filled);
        }
        if (filled > 0 && phase == Phase.BETWEEN) {
            since = System.nanoTime();
            phase = Phase.HEAD;
        }
        return filled;
    }

    /// When the request that is under way began to come in, in the terms of [System#nanoTime].
    long since() {
        return since;
    }

    /// Whether whoever sent the request that is under way has hung up. Nothing else tells: the
    /// server underneath does not look before it has answered. What it finds instead of the end is
    /// kept for the next request.
    ///
    /// Whoever only closed their own side, and still reads, counts as gone, too: on the wire both
    /// are the same.
    boolean peerHasLeft() {
        if (readAhead.isPresent()) {
            return false;
        }
        var one = ByteBuffer.allocate(1);
        try {
            int read = getChannel().read(one);
            if (read > 0) {
                readAhead = OptionalInt.of(one.get(0));
            }
            return read < 0;
        } catch (IOException e) {
            return true;
        }
    }

    void headArrived() {
        phase = Phase.REQUEST;
    }

    synchronized void answered() {
        phase = Phase.BETWEEN;
        farewell.ifPresent(this::setIdleTimeout);
    }

    /// The server is closing. A request under way keeps the time it had; without one, the shorter
    /// time is all the connection gets.
    synchronized void leave(long underWay, long idle) {
        farewell = OptionalLong.of(idle);
        setIdleTimeout(phase == Phase.REQUEST ? underWay : idle);
    }

    boolean owesHeadFor(long nanos) {
        return phase == Phase.HEAD && System.nanoTime() - since > nanos;
    }
}
