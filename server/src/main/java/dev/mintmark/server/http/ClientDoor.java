package dev.mintmark.server.http;

import dev.mintmark.server.client.Authentication;
import dev.mintmark.server.client.Client;
import dev.mintmark.server.client.Clients;
import dev.mintmark.server.client.Credentials;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.guard.ClientLimit;
import dev.mintmark.server.guard.Held;
import dev.mintmark.server.guard.SecretBrake;

import java.util.Optional;

/// Where clients prove who they are, whatever they want: those who guess secrets, and those who ask
/// for more than one client may, are held here.
public final class ClientDoor {
    private final Clients clients;
    private final SecretBrake guesses;
    private final Optional<ClientLimit> limit;
    private final Events events;

    public ClientDoor(
            Clients clients, SecretBrake guesses, Optional<ClientLimit> limit, Events events) {
        this.clients = clients;
        this.guesses = guesses;
        this.limit = limit;
        this.events = events;
    }

    public sealed interface Entering {
        /// @param proved it showed a secret
        record Known(Client client, boolean proved) implements Entering {}

        record Refused() implements Entering {}

        record TooMany(Held held) implements Entering {}
    }

    public Entering enter(Credentials credentials, HttpRequest request) {
        return switch (credentials) {
            case Credentials.IdAndSecret secret -> withSecret(secret, request);
            case Credentials.IdOnly _, Credentials.Nobody _ ->
                    switch (clients.authenticate(credentials)) {
                        case Authentication.Known(var client) -> new Entering.Known(client, false);
                        case Authentication.Refused refused ->
                                refused(refused, credentials, request);
                    };
        };
    }

    private Entering withSecret(Credentials.IdAndSecret secret, HttpRequest request) {
        var address = request.remoteAddress();
        boolean guessed = SecretBrake.canBeGuessed(secret.secret());
        var held = guessed ? guesses.before(secret.clientId(), address) : Optional.<Held>empty();
        if (held.isPresent()) {
            return tooMany(held.get(), request);
        }
        return switch (clients.authenticate(secret)) {
            case Authentication.Known(var client) ->
                    limit.flatMap(each -> each.take(client.id()))
                            .map(wait -> tooMany(wait, request))
                            .orElseGet(() -> new Entering.Known(client, true));
            case Authentication.Refused refused -> {
                if (guessed) {
                    guesses.failed(secret.clientId(), address);
                }
                yield refused(refused, secret, request);
            }
        };
    }

    private Entering tooMany(Held held, HttpRequest request) {
        Brakes.tell(held, request, events);
        return new Entering.TooMany(held);
    }

    /// Somebody who could not even say who they are.
    public Entering refused(String why, HttpRequest request) {
        events.record(new Event.ClientRefused(Optional.empty(), why, request.origin()));
        return new Entering.Refused();
    }

    private Entering refused(
            Authentication.Refused refused, Credentials shown, HttpRequest request) {
        events.record(
                new Event.ClientRefused(
                        refused.client(shown), refused.why().word(), request.origin()));
        return new Entering.Refused();
    }
}
