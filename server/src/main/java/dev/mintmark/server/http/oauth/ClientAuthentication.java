package dev.mintmark.server.http.oauth;

import dev.mintmark.server.client.Client;
import dev.mintmark.server.client.Credentials;
import dev.mintmark.server.http.BasicCredentials;
import dev.mintmark.server.http.ClientDoor;
import dev.mintmark.server.http.ClientDoor.Entering;
import dev.mintmark.server.http.ErrorShape;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Parameters;
import dev.mintmark.server.http.QuotaExceeded;

/// Finds out which client sends a form, by `client_secret_basic`, `client_secret_post` or `none`
/// (RFC 6749 section 2.3). Exactly one of them may be used.
public final class ClientAuthentication {
    private final ClientDoor door;

    public ClientAuthentication(ClientDoor door) {
        this.door = door;
    }

    /// Who sends the form, or the answer that ends the matter.
    public sealed interface Caller {
        /// @param proved it showed a secret
        record Known(Client client, boolean proved) implements Caller {}

        record Turned(HttpResponse away) implements Caller {}
    }

    Caller caller(HttpRequest request, Parameters form) {
        var id = form.value("client_id");
        var secret = form.value("client_secret");
        return switch (BasicCredentials.read(request)) {
            case BasicCredentials.Malformed() ->
                    caller(door.refused("malformed_credentials", request));
            case BasicCredentials.Present(var user, var password) -> {
                if (secret.isPresent() || id.filter(other -> !other.equals(user)).isPresent()) {
                    yield new Caller.Turned(
                            OAuthError.INVALID_REQUEST.answer(
                                    "The client authenticates in more than one way."));
                }
                yield caller(door.enter(new Credentials.IdAndSecret(user, password), request));
            }
            case BasicCredentials.Absent() -> caller(door.enter(fromForm(form), request));
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

    private static Caller caller(Entering entering) {
        return switch (entering) {
            case Entering.Known(var client, var proved) -> new Caller.Known(client, proved);
            case Entering.Refused() -> new Caller.Turned(invalidClient());
            case Entering.TooMany(var held) ->
                    new Caller.Turned(QuotaExceeded.in(ErrorShape.OAUTH, held));
        };
    }

    /// Every 401 carries a challenge (RFC 9110 section 15.5.2), of the scheme that a client may use
    /// here (RFC 6749 section 5.2).
    static HttpResponse invalidClient() {
        return OAuthError.INVALID_CLIENT
                .answer("Client authentication failed.")
                .header("WWW-Authenticate", "Basic realm=\"mintmark\", charset=\"UTF-8\"");
    }
}
