package dev.mintmark.server;

import dev.mintmark.server.client.Clients;
import dev.mintmark.server.config.Braking;
import dev.mintmark.server.config.Rate;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.guard.ClientLimit;
import dev.mintmark.server.guard.Quota;
import dev.mintmark.server.guard.RateLimit;
import dev.mintmark.server.guard.SecretBrake;
import dev.mintmark.server.http.Brakes;
import dev.mintmark.server.http.ClientDoor;

import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What the settings mean for those who ask too often.
record BrakeSide(Brakes brakes, ClientDoor door, Optional<RateLimit> leakReports) {
    static BrakeSide of(
            Braking settings,
            Clients clients,
            InstantSource clock,
            RandomGenerator random,
            Events events) {
        return new BrakeSide(
                new Brakes(
                        settings.refusals().map(rate -> limit("refusals", rate, random, clock)),
                        settings.requests().map(rate -> limit("address", rate, random, clock)),
                        clock,
                        events),
                new ClientDoor(
                        clients,
                        new SecretBrake(random, clock),
                        settings.client().map(rate -> new ClientLimit(quota(rate), clock)),
                        events),
                settings.leakReports().map(rate -> limit("leak-reports", rate, random, clock)));
    }

    private static RateLimit limit(
            String name, Rate rate, RandomGenerator random, InstantSource clock) {
        return new RateLimit(name, quota(rate), random, clock);
    }

    private static Quota quota(Rate rate) {
        return new Quota(rate.quantity(), rate.window());
    }
}
