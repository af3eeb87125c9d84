package dev.mintmark.server.http.login;

import dev.mintmark.server.client.Authentication;
import dev.mintmark.server.client.Clients;
import dev.mintmark.server.client.Credentials;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.grant.Grants;
import dev.mintmark.server.grant.Outcome;
import dev.mintmark.server.http.BasicCredentials;
import dev.mintmark.server.http.Endpoint;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.JsonBody;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.http.UserAgent;
import dev.mintmark.server.http.oauth.TokenAnswer;
import dev.mintmark.server.id.Scopes;

/// `POST /v1/login`: `{"username","password","client_id"?,"scope"?,"device"?}`. Answers like the
/// token endpoint; errors are problem details. A confidential client adds HTTP Basic.
public final class LoginEndpoint implements Endpoint {
    private final Clients clients;
    private final Grants grants;
    private final Events events;

    public LoginEndpoint(Clients clients, Grants grants, Events events) {
        this.clients = clients;
        this.grants = grants;
        this.events = events;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        return JsonBody.read(request, body -> signIn(request, body));
    }

    private HttpResponse signIn(HttpRequest request, JsonBody body) {
        var origin = request.origin();
        var userName = body.text("username");
        var password = body.text("password");
        var scope =
                body.optionalText("scope")
                        .map(text ->
                                Scopes.parse(text)
                                        .orElseThrow(() ->
                                                new JsonBody.Wrong(
                                                        "The member scope is not a"
                                                                + " list of scopes.")));
        var device = UserAgent.device(request, body.optionalText("device"));
        var credentials = credentials(request, body);
        return switch (clients.authenticate(credentials)) {
            case Authentication.Refused refused -> {
                events.record(
                        new Event.ClientRefused(
                                refused.client(credentials), refused.why().word(), origin));
                yield Problem.of(401, "invalid_client", "Client authentication failed.")
                        .toResponse()
                        .header("WWW-Authenticate", "Basic realm=\"mintmark\", charset=\"UTF-8\"");
            }
            case Authentication.Known(var client) ->
                    answer(grants.signIn(client, userName, password, scope, device, origin));
        };
    }

    private static Credentials credentials(HttpRequest request, JsonBody body) {
        var id = body.optionalText("client_id");
        return switch (BasicCredentials.read(request)) {
            case BasicCredentials.Malformed() ->
                    throw new JsonBody.Wrong("The Authorization header cannot be read.");
            case BasicCredentials.Present(var user, var secret) -> {
                if (id.filter(other -> !other.equals(user)).isPresent()) {
                    throw new JsonBody.Wrong("The request names two clients.");
                }
                yield new Credentials.IdAndSecret(user, secret);
            }
            case BasicCredentials.Absent() ->
                    id.<Credentials>map(Credentials.IdOnly::new).orElseGet(Credentials.Nobody::new);
        };
    }

    private static HttpResponse answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Issued issued -> TokenAnswer.issued(issued);
            case Outcome.Denied(var why) -> denied(why);
        };
    }

    private static HttpResponse denied(Outcome.Denial why) {
        return switch (why) {
            case BAD_CREDENTIALS, BAD_GRANT ->
                    Problem.of(
                                    401,
                                    "invalid_credentials",
                                    "The user name or the password is wrong.")
                            .toResponse()
                            .header("WWW-Authenticate", "Login realm=\"mintmark\"");
            case BAD_SCOPE ->
                    Problem.of(
                                    400,
                                    "invalid_scope",
                                    "The scope is unknown or exceeds what may be granted.")
                            .toResponse();
            case NOT_FOR_THIS_CLIENT ->
                    Problem.of(
                                    403,
                                    "unauthorized_client",
                                    "The client is not registered for signing people in.")
                            .toResponse();
        };
    }
}
