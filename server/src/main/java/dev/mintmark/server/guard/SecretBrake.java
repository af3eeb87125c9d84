package dev.mintmark.server.guard;

import dev.mintmark.server.guard.GrowingDelay.Steps;
import dev.mintmark.server.secret.MarkedText;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// How often somebody may guess the secret of a client: by client and address, so that nobody can
/// shut out a service that calls from elsewhere. Secrets that the authority makes cannot be
/// guessed; those that people choose can.
public final class SecretBrake {
    private static final Steps STEPS =
            new Steps(
                    "client-secret",
                    10,
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(1));

    private final GrowingDelay delay;
    private final InstantSource clock;

    /// Until then somebody may have to wait; nobody needs to be looked up later than that.
    private final AtomicLong quietFrom = new AtomicLong();

    public SecretBrake(RandomGenerator random, InstantSource clock) {
        this.delay = new GrowingDelay(STEPS, random, clock);
        this.clock = clock;
    }

    /// Whether a secret could be found by trying: not one that the authority made.
    public static boolean canBeGuessed(String secret) {
        return MarkedText.read(MarkedText.Kind.CLIENT_SECRET, secret).isEmpty();
    }

    /// @return empty when it may be tried
    public Optional<Held> before(String client, InetAddress address) {
        return clock.millis() >= quietFrom.get()
                ? Optional.empty()
                : delay.held(who(client, address));
    }

    public void failed(String client, InetAddress address) {
        quietFrom.set(clock.millis() + STEPS.longest().toMillis());
        delay.failed(who(client, address));
    }

    private static byte[] who(String client, InetAddress address) {
        byte[] id = client.getBytes(StandardCharsets.UTF_8);
        byte[] network = Neighbourhood.of(address);
        byte[] both = Arrays.copyOf(network, 1 + network.length + id.length);
        both[network.length] = (byte) network.length;
        System.arraycopy(id, 0, both, 1 + network.length, id.length);
        return both;
    }
}
