package dev.mintmark.server.http.revocations;

import dev.mintmark.server.admin.AdminKeys;
import dev.mintmark.server.admin.AdminScope;
import dev.mintmark.server.client.Credentials;
import dev.mintmark.server.http.BasicCredentials;
import dev.mintmark.server.http.BearerToken;
import dev.mintmark.server.http.ClientDoor;
import dev.mintmark.server.http.ClientDoor.Entering;
import dev.mintmark.server.http.Endpoint;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.http.QuotaExceeded;
import dev.mintmark.server.revocation.stream.RevocationStream;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// `GET /revocations/stream`: server-sent events for verifiers. A client shows its secret, an
/// operator an admin key.
public final class StreamEndpoint implements Endpoint {
    private static final String TYPE = "text/event-stream";
    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

    /// After about this long a reader comes back and shows again who it is. Not all at once.
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final int SPREAD_MINUTES = 15;

    private final RevocationStream stream;
    private final ClientDoor door;
    private final AdminKeys adminKeys;
    private final RandomGenerator random;

    public StreamEndpoint(
            RevocationStream stream, ClientDoor door, AdminKeys adminKeys, RandomGenerator random) {
        this.stream = stream;
        this.door = door;
        this.adminKeys = adminKeys;
        this.random = random;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        if (BearerToken.read(request) instanceof BearerToken.Present(var key)) {
            return switch (adminKeys.open(key)) {
                case AdminKeys.Opening.Opened(var admin) ->
                        admin.may(AdminScope.REVOCATIONS_READ)
                                ? follow(request, admin.id().value())
                                : turned(door.refused("insufficient_scope", request));
                case AdminKeys.Opening.Refused(var why) ->
                        turned(door.refused(why.word(), request));
            };
        }
        var entering =
                switch (BasicCredentials.read(request)) {
                    case BasicCredentials.Absent() -> door.refused("secret_missing", request);
                    case BasicCredentials.Malformed() ->
                            door.refused("malformed_credentials", request);
                    case BasicCredentials.Present(var id, var secret) ->
                            door.enter(new Credentials.IdAndSecret(id, secret), request);
                };
        return entering instanceof Entering.Known(var client, var _)
                ? follow(request, client.id().value())
                : turned(entering);
    }

    private static HttpResponse turned(Entering entering) {
        return entering instanceof Entering.TooMany(var held)
                ? QuotaExceeded.problem(held)
                : Problem.of(
                                401,
                                "unauthorized",
                                "This needs the credentials of a client with a secret.")
                        .toResponse()
                        .header("WWW-Authenticate", "Basic realm=\"mintmark\", charset=\"UTF-8\"");
    }

    private HttpResponse follow(HttpRequest request, String who) {
        if (request.method().equals("HEAD")) {
            return labelled(HttpResponse.of(200, TYPE, new byte[0]));
        }
        var longest = LONGEST.plusMinutes(random.nextInt(SPREAD_MINUTES));
        return stream.join(who, lastSeen(request))
                .map(follower ->
                        labelled(
                                HttpResponse.flowing(
                                        TYPE, sink -> follower.follow(sink::send, longest))))
                .orElseGet(StreamEndpoint::full);
    }

    /// What is no position of ours is one that nothing is known of.
    private static OptionalLong lastSeen(HttpRequest request) {
        List<String> ids = request.headers().values("Last-Event-ID");
        if (ids.isEmpty()) {
            return OptionalLong.empty();
        }
        var id = ids.getFirst();
        return OptionalLong.of(POSITION.matcher(id).matches() ? Long.parseLong(id) : -1);
    }

    private static HttpResponse labelled(HttpResponse answer) {
        return answer.header("Cache-Control", "no-store").header("X-Accel-Buffering", "no");
    }

    private static HttpResponse full() {
        return Problem.of(
                        503,
                        "temporarily_unavailable",
                        "As many follow the stream of this node as it can serve.")
                .toResponse()
                .header("Retry-After", "5");
    }
}
