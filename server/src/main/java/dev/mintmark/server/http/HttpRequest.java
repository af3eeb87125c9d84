package dev.mintmark.server.http;

import dev.mintmark.server.event.Actor;
import dev.mintmark.server.event.Origin;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// A request that has arrived completely, as it was sent: path and query are still encoded. Use
/// [Query], [Form], [BasicCredentials] and [BearerToken] to read what it carries.
public final class HttpRequest {
    private static final byte[] NO_BODY = {};

    private final String method;
    private final String path;
    private final Optional<String> query;
    private final Headers headers;
    private final InetAddress remoteAddress;
    private final boolean byTrustedProxy;
    private final byte[] body;
    private final Map<String, String> pathParameters;
    private final long began;
    private final Optional<Actor> actor;

    private HttpRequest(
            String method,
            String path,
            Optional<String> query,
            Headers headers,
            InetAddress remoteAddress,
            boolean byTrustedProxy,
            byte[] body,
            Map<String, String> pathParameters,
            long began,
            Optional<Actor> actor) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.remoteAddress = remoteAddress;
        this.byTrustedProxy = byTrustedProxy;
        this.body = body;
        this.pathParameters = Map.copyOf(pathParameters);
        this.began = began;
        this.actor = actor;
    }

    /// A request of this machine to itself, `target` being a path with or without a query. For
    /// tests of endpoints; the server fills in the rest from the wire.
    public static HttpRequest of(String method, String target) {
        int mark = target.indexOf('?');
        return new HttpRequest(
                method,
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? Optional.empty() : Optional.of(target.substring(mark + 1)),
                Headers.NONE,
                InetAddress.getLoopbackAddress(),
                false,
                NO_BODY,
                Map.of(),
                System.nanoTime(),
                Optional.empty());
    }

    public HttpRequest header(String name, String value) {
        return headers(headers.with(name, value));
    }

    /// The array is handed over, not copied.
    public HttpRequest body(byte[] content) {
        return new HttpRequest(
                method,
                path,
                query,
                headers,
                remoteAddress,
                byTrustedProxy,
                content,
                pathParameters,
                began,
                actor);
    }

    public HttpRequest from(InetAddress address) {
        return new HttpRequest(
                method,
                path,
                query,
                headers,
                address,
                byTrustedProxy,
                body,
                pathParameters,
                began,
                actor);
    }

    /// Passed on by a proxy whose forwarding headers are to be believed.
    public HttpRequest byTrustedProxy() {
        return new HttpRequest(
                method,
                path,
                query,
                headers,
                remoteAddress,
                true,
                body,
                pathParameters,
                began,
                actor);
    }

    /// From somebody who proved to be neither a person nor a client.
    public HttpRequest by(Actor somebody) {
        return new HttpRequest(
                method,
                path,
                query,
                headers,
                remoteAddress,
                byTrustedProxy,
                body,
                pathParameters,
                began,
                Optional.of(somebody));
    }

    HttpRequest headers(Headers replaced) {
        return new HttpRequest(
                method,
                path,
                query,
                replaced,
                remoteAddress,
                byTrustedProxy,
                body,
                pathParameters,
                began,
                actor);
    }

    HttpRequest pathParameters(Map<String, String> parameters) {
        return new HttpRequest(
                method,
                path,
                query,
                headers,
                remoteAddress,
                byTrustedProxy,
                body,
                parameters,
                began,
                actor);
    }

    /// Began to come in at a moment, in the terms of [System#nanoTime].
    HttpRequest began(long nanos) {
        return new HttpRequest(
                method,
                path,
                query,
                headers,
                remoteAddress,
                byTrustedProxy,
                body,
                pathParameters,
                nanos,
                actor);
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    public Optional<String> query() {
        return query;
    }

    public Headers headers() {
        return headers;
    }

    /// Who asks: the peer of the connection, or whom a trusted proxy names.
    public InetAddress remoteAddress() {
        return remoteAddress;
    }

    /// Where it came from, for whoever wants to remember it.
    public Origin origin() {
        return new Origin(remoteAddress.getHostAddress(), actor);
    }

    /// Whether the peer of the connection is a proxy whose forwarding headers are to be believed.
    public boolean isByTrustedProxy() {
        return byTrustedProxy;
    }

    /// How long ago it began to come in.
    public Duration underWay() {
        return Duration.ofNanos(Math.max(0, System.nanoTime() - began));
    }

    /// Not a copy; nobody has a reason to write into it.
    public byte[] body() {
        return body;
    }

    /// The decoded segment that stood where the route says `{name}`.
    public String pathParameter(String name) {
        var value = pathParameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no {%s}".formatted(name));
        }
        return value;
    }

    /// Query, headers and body may carry credentials and stay out.
    @Override
    public String toString() {
        return method + " " + path;
    }
}
