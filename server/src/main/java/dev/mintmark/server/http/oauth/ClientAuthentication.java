package dev.mintmark.server.http.oauth;

import dev.mintmark.server.client.Authentication;
import dev.mintmark.server.client.Client;
import dev.mintmark.server.client.Clients;
import dev.mintmark.server.client.Credentials;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.http.BasicCredentials;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Parameters;
import dev.mintmark.server.id.ClientId;

import java.util.Optional;

/// Finds out which client sends a form, by `client_secret_basic`, `client_secret_post` or `none`
/// (RFC 6749 section 2.3). Exactly one of them may be used.
public final class ClientAuthentication {
    private final Clients clients;
    private final Events events;

    public ClientAuthentication(Clients clients, Events events) {
        this.clients = clients;
        this.events = events;
    }

    /// Who sends the form, or the answer that ends the matter.
    public sealed interface Caller {
        /// @param proved it showed a secret
        record Known(Client client, boolean proved) implements Caller {}

        record Turned(HttpResponse away) implements Caller {}
    }

    Caller caller(HttpRequest request, Parameters form, Origin origin) {
        var id = form.value("client_id");
        var secret = form.value("client_secret");
        return switch (BasicCredentials.read(request)) {
            case BasicCredentials.Malformed() ->
                    refused(Optional.empty(), "malformed_credentials", origin);
            case BasicCredentials.Present(var user, var password) -> {
                if (secret.isPresent() || id.filter(other -> !other.equals(user)).isPresent()) {
                    yield new Caller.Turned(
                            OAuthError.INVALID_REQUEST.answer(
                                    "The client authenticates in more than one way."));
                }
                yield check(new Credentials.IdAndSecret(user, password), origin);
            }
            case BasicCredentials.Absent() -> check(fromForm(form), origin);
        };
    }

    private static Credentials fromForm(Parameters form) {
        var id = form.value("client_id");
        var secret = form.value("client_secret");
        if (secret.isPresent()) {
            return new Credentials.IdAndSecret(id.orElse(""), secret.get());
        }
        return id.<Credentials>map(Credentials.IdOnly::new).orElseGet(Credentials.Nobody::new);
    }

    private Caller check(Credentials credentials, Origin origin) {
        boolean proved = credentials instanceof Credentials.IdAndSecret;
        return switch (clients.authenticate(credentials)) {
            case Authentication.Known(var client) -> new Caller.Known(client, proved);
            case Authentication.Refused refused ->
                    refused(refused.client(credentials), refused.why().word(), origin);
        };
    }

    private Caller refused(Optional<ClientId> client, String why, Origin origin) {
        events.record(new Event.ClientRefused(client, why, origin));
        return new Caller.Turned(invalidClient());
    }

    /// Every 401 carries a challenge (RFC 9110 section 15.5.2), of the scheme that a client may use
    /// here (RFC 6749 section 5.2).
    static HttpResponse invalidClient() {
        return OAuthError.INVALID_CLIENT
                .answer("Client authentication failed.")
                .header("WWW-Authenticate", "Basic realm=\"mintmark\", charset=\"UTF-8\"");
    }
}
