package dev.mintmark.server.http.revocations;

import dev.mintmark.server.admin.AdminKeys;
import dev.mintmark.server.admin.AdminScope;
import dev.mintmark.server.client.Authentication;
import dev.mintmark.server.client.Clients;
import dev.mintmark.server.client.Credentials;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.http.BasicCredentials;
import dev.mintmark.server.http.BearerToken;
import dev.mintmark.server.http.Endpoint;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.revocation.stream.RevocationStream;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
    private final Clients clients;
    private final AdminKeys adminKeys;
    private final Events events;
    private final RandomGenerator random;

    public StreamEndpoint(
            RevocationStream stream,
            Clients clients,
            AdminKeys adminKeys,
            Events events,
            RandomGenerator random) {
        this.stream = stream;
        this.clients = clients;
        this.adminKeys = adminKeys;
        this.events = events;
        this.random = random;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        if (!mayFollow(request)) {
            return Problem.of(
                            401,
                            "unauthorized",
                            "This needs the credentials of a client with a secret.")
                    .toResponse()
                    .header("WWW-Authenticate", "Basic realm=\"mintmark\", charset=\"UTF-8\"");
        }
        if (request.method().equals("HEAD")) {
            return labelled(HttpResponse.of(200, TYPE, new byte[0]));
        }
        var longest = LONGEST.plusMinutes(random.nextInt(SPREAD_MINUTES));
        return stream.join(lastSeen(request))
                .map(follower ->
                        labelled(
                                HttpResponse.flowing(
                                        TYPE, sink -> follower.follow(sink::send, longest))))
                .orElseGet(StreamEndpoint::full);
    }

    private boolean mayFollow(HttpRequest request) {
        if (BearerToken.read(request) instanceof BearerToken.Present(var key)) {
            return switch (adminKeys.open(key)) {
                case AdminKeys.Opening.Opened(var admin) ->
                        admin.may(AdminScope.REVOCATIONS_READ)
                                || refused(request, Optional.empty(), "insufficient_scope");
                case AdminKeys.Opening.Refused(var why) ->
                        refused(request, Optional.empty(), why.word());
            };
        }
        return switch (BasicCredentials.read(request)) {
            case BasicCredentials.Absent() -> refused(request, Optional.empty(), "secret_missing");
            case BasicCredentials.Malformed() ->
                    refused(request, Optional.empty(), "malformed_credentials");
            case BasicCredentials.Present(var id, var secret) ->
                    mayFollow(request, new Credentials.IdAndSecret(id, secret));
        };
    }

    private boolean mayFollow(HttpRequest request, Credentials credentials) {
        return switch (clients.authenticate(credentials)) {
            case Authentication.Known _ -> true;
            case Authentication.Refused refused ->
                    refused(request, refused.client(credentials), refused.why().word());
        };
    }

    private boolean refused(HttpRequest request, Optional<ClientId> client, String why) {
        events.record(new Event.ClientRefused(client, why, request.origin()));
        return false;
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
