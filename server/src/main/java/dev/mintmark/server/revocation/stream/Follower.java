package dev.mintmark.server.revocation.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// One who follows the stream. Frames wait here until they can be written, up to a number; a reader
/// that is slower than that for long loses its place and is told so.
public final class Follower {
    private static final int MOST_WAITING = 256;
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final byte[] FIRST_WORDS = ascii("retry: 2000\n\n");
    private static final byte[] STILL_HERE = ascii(": still here\n\n");

    private final RevocationStream stream;
    private final Beginning beginning;
    private final BooleanSupplier isCurrent;
    private final InstantSource clock;
    private final BlockingQueue<Frame> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private volatile boolean dropped;
    private volatile boolean over;

    /// What comes before the frames that are new.
    @FunctionalInterface
    interface Beginning {
        void write(Outlet out) throws IOException;
    }

    /// @param isCurrent whether the stream knows what was revoked until just now; when it does not,
    ///   it keeps silent, and its readers notice
    Follower(
            RevocationStream stream,
            Beginning beginning,
            BooleanSupplier isCurrent,
            InstantSource clock) {
        this.clock = clock;
        this.stream = stream;
        this.beginning = beginning;
        this.isCurrent = isCurrent;
    }

    /// Never waits.
    void offer(Frame frame) {
        if (!over && !waiting.offer(frame)) {
            dropped = true;
            end();
        }
    }

    /// Has [#follow] return soon.
    void end() {
        over = true;
        waiting.clear();
        // Whoever waits for a frame gets this one and sees that it is over.
        var _ = waiting.offer(Frame.place(0));
    }

    /// Writes the stream, until the reader goes away or falls behind or the stream ends.
    ///
    /// @param longest after which a reader comes back and shows again who it is
    public void follow(Outlet out, Duration longest) throws IOException, InterruptedException {
        try {
            out.write(FIRST_WORDS);
            beginning.write(out);
            out.write(STILL_HERE);
            goOn(out, clock.instant().plus(longest));
            if (dropped) {
                out.write(Frame.LOST.bytes());
            }
        } finally {
            stream.leave(this);
        }
    }

    private void goOn(Outlet out, Instant until) throws IOException, InterruptedException {
        while (!over && clock.instant().isBefore(until)) {
            var frame = waiting.poll(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
            if (over) {
                return;
            }
            if (frame != null) {
                out.write(frame.bytes());
            } else if (isCurrent.getAsBoolean()) {
                out.write(STILL_HERE);
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
