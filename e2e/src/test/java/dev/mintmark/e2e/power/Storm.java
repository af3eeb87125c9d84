package dev.mintmark.e2e.power;

import dev.mintmark.server.event.Origin;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.Scopes;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.session.Arrival;
import dev.mintmark.server.session.Device;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Families;
import dev.mintmark.server.session.Rotation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/// People who sign in, refresh for a while and, most of them, sign out, again and again.
final class Storm implements AutoCloseable {
    static final ClientId CLIENT = new ClientId("web");
    private static final int MOST_REFRESHES = 40;

    private final Families families;
    private final UserId user;
    private final Queue<Chain> chains = new ConcurrentLinkedQueue<>();
    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean over;

    Storm(Families families, UserId user) {
        this.families = families;
        this.user = user;
    }

    void start(int howMany) {
        for (int i = 0; i < howMany; i++) {
            people.execute(this::live);
        }
    }

    /// What every session was promised until now. Taken before the plug is pulled.
    List<Chain.Promise> promises() {
        return chains.stream().map(Chain::promise).toList();
    }

    @Override
    public void close() {
        over = true;
        people.close();
    }

    private Arrival arrival() {
        return new Arrival(
                user, 0, Instant.EPOCH, CLIENT, Scopes.NONE, List.of("api"), Device.UNKNOWN);
    }

    private void live() {
        var random = ThreadLocalRandom.current();
        while (!over) {
            var opened = families.open(arrival(), Origin.SELF).orElseThrow();
            var chain = new Chain(opened.family().id(), opened.refreshToken());
            chains.add(chain);
            int refreshes = random.nextInt(MOST_REFRESHES);
            var token = opened.refreshToken();
            for (int i = 0; i < refreshes && !over; i++) {
                var rotation = families.rotate(token, CLIENT, Optional.empty(), Origin.SELF);
                token = ((Rotation.Granted) rotation).refreshToken();
                chain.acknowledged(token);
            }
            if (random.nextInt(3) > 0) {
                chain.endAsked();
                families.end(chain.family(), EndReason.REVOKED, Origin.SELF);
                chain.endAcknowledged();
            }
        }
    }
}
