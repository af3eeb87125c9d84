package dev.mintmark.server.http.login;

import dev.mintmark.server.client.Credentials;
import dev.mintmark.server.grant.Grants;
import dev.mintmark.server.grant.Outcome;
import dev.mintmark.server.http.BasicCredentials;
import dev.mintmark.server.http.ClientDoor;
import dev.mintmark.server.http.ClientDoor.Entering;
import dev.mintmark.server.http.Endpoint;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.JsonBody;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.http.QuotaExceeded;
import dev.mintmark.server.http.UserAgent;
import dev.mintmark.server.http.oauth.TokenAnswer;
import dev.mintmark.server.id.Scopes;

import java.net.InetAddress;
import java.util.Optional;

/// `POST /v1/login`: `{"username","password","client_id"?,"scope"?,"device"?}`. Answers like the
/// token endpoint; errors are problem details. A confidential client adds HTTP Basic.
public final class LoginEndpoint implements Endpoint {
    private final ClientDoor door;
    private final Grants grants;

    public LoginEndpoint(ClientDoor door, Grants grants) {
        this.door = door;
        this.grants = grants;
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
        var stated = body.optionalText("address").map(LoginEndpoint::address);
        var deviceName = body.optionalText("device");
        return switch (door.enter(credentials(request, body), request)) {
            case Entering.TooMany(var held) -> QuotaExceeded.problem(held);
            case Entering.Refused() ->
                    Problem.of(401, "invalid_client", "Client authentication failed.")
                            .toResponse()
                            .header(
                                    "WWW-Authenticate",
                                    "Basic realm=\"mintmark\", charset=\"UTF-8\"");
            case Entering.Known(var client, _) -> {
                // Anybody could say anything for an application that shows no secret.
                var person = client.isPublic() ? Optional.<InetAddress>empty() : stated;
                var device =
                        UserAgent.device(
                                request, deviceName, person.orElse(request.remoteAddress()));
                yield answer(
                        grants.signIn(client, userName, password, scope, device, person, origin));
            }
        };
    }

    /// Only a literal, so that nothing asks a name server.
    private static InetAddress address(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            throw new JsonBody.Wrong("The member address is not an address.");
        }
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
            case Outcome.Held(var held) -> QuotaExceeded.problem(held);
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
