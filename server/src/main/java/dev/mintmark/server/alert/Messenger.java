package dev.mintmark.server.alert;

import dev.mintmark.server.alert.AlertStore.Delivery;
import dev.mintmark.server.log.Log;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Tells operators what the store says they have not been told. For one node at a time: what was
/// taken is noted at once, so only a node that dies in between has another tell it again.
public final class Messenger {
    private static final Log LOG = Log.of(Messenger.class);
    private static final int PIECE = 20;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
    private static final int MOST_DOUBLINGS = 10;
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(1);

    private final List<Channel> channels;
    private final AlertStore store;
    private final InstantSource clock;

    public Messenger(List<Channel> channels, AlertStore store, InstantSource clock) {
        this.channels = List.copyOf(channels);
        this.store = store;
        this.clock = clock;
    }

    public List<String> names() {
        return channels.stream().map(Channel::name).toList();
    }

    public void deliver() throws InterruptedException {
        for (var delivery : store.due(clock.instant(), PIECE)) {
            var channel =
                    channels.stream()
                            .filter(each -> each.name().equals(delivery.channel()))
                            .findFirst();
            if (channel.isEmpty()) {
                // It was taken out of the settings since.
                store.done(delivery);
            } else {
                tell(channel.get(), delivery);
            }
        }
    }

    private void tell(Channel channel, Delivery delivery) throws InterruptedException {
        try {
            channel.tell(delivery);
            store.done(delivery);
        } catch (IOException e) {
            putOff(delivery, e);
        }
    }

    private void putOff(Delivery delivery, IOException failure) {
        var now = clock.instant();
        boolean last = !now.isBefore(delivery.since().plus(GIVEN_UP_AFTER));
        LOG.warn(
                last ? "an alert could not be delivered" : "an alert will be delivered later",
                "alert",
                delivery.alert().id(),
                "channel",
                delivery.channel(),
                "why",
                failure.getMessage());
        if (last) {
            store.done(delivery);
        } else {
            store.again(delivery, now.plus(pause(delivery.attempts())));
        }
    }

    private static Duration pause(int attempts) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
