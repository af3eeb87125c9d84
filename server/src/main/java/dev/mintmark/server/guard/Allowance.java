package dev.mintmark.server.guard;

import dev.mintmark.server.secret.Hmac;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.random.RandomGenerator;

/// So much in so long for each who takes, in a memory that never grows: two share a place when a
/// keyed hash says so, and nobody outside can bring it about.
///
/// Each place remembers one moment, that at which all that was taken is made good again. It moves
/// on with each taking and may be ahead of now by no more than all of them at once take.
public final class Allowance {
    private static final int PLACES = 4_096;
    private static final int KEY_BYTES = 32;
    private static final int IPV6_NEIGHBOURHOOD = 8;

    private final AtomicLongArray goodAgainAt = new AtomicLongArray(PLACES);
    private final Hmac places;
    private final long millisPerTaking;
    private final long millisAhead;
    private final InstantSource clock;

    /// @param atOnce how many may be taken at once, and within `every`
    /// @param random makes the key of the hash, or some could choose whose place they share
    public Allowance(int atOnce, Duration every, RandomGenerator random, InstantSource clock) {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        this.places = new Hmac(key);
        this.millisAhead = every.toMillis();
        this.millisPerTaking = millisAhead / atOnce;
        this.clock = clock;
    }

    /// @return whether there is anything left for whoever calls from this address
    public boolean take(InetAddress address) {
        return take(neighbourhood(address));
    }

    /// @return whether there is anything left for whoever goes by this name
    public boolean take(byte[] who) {
        int place = ByteBuffer.wrap(places.of(who)).getInt() & (PLACES - 1);
        long now = clock.millis();
        long latest = now + millisAhead;
        long known;
        long next;
        do {
            known = goodAgainAt.get(place);
            // A clock that was set back must not lock anybody out for longer.
            long good = Math.min(known, latest);
            next = Math.max(good, now) + millisPerTaking;
            if (next > latest) {
                var _ = goodAgainAt.compareAndSet(place, known, good);
                return false;
            }
        } while (!goodAgainAt.compareAndSet(place, known, next));
        return true;
    }

    /// Who has one IPv6 address has a whole network of them.
    private static byte[] neighbourhood(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? bytes : Arrays.copyOf(bytes, IPV6_NEIGHBOURHOOD);
    }
}
