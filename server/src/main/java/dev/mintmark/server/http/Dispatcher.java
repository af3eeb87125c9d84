package dev.mintmark.server.http;

import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.log.Log;

import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Set;

/// From the wire to an endpoint and back: find the route, read the body, ask, send. Whatever an
/// endpoint throws ends here.
final class Dispatcher extends Handler.Abstract {
    private static final Log LOG = Log.of(Dispatcher.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

    private final Routes routes;
    private final Limits limits;
    private final Proxies proxies;
    private final Sender sender;
    private final RequestListener listener;
    private final BodyBudget budget;

    Dispatcher(
            Routes routes,
            Limits limits,
            Proxies proxies,
            Sender sender,
            RequestListener listener) {
        this.routes = routes;
        this.proxies = proxies;
        this.limits = limits;
        this.sender = sender;
        this.listener = listener;
        this.budget = new BodyBudget(limits.bodiesBytes());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (request.getConnectionMetaData().getConnection().getEndPoint()
                instanceof GuardedEndPoint guarded) {
            guarded.headArrived();
            Request.addCompletionListener(request, _ -> guarded.answered());
        }
        long began = System.nanoTime();
        // CONNECT has no path, and no route either.
        var path = request.getHttpURI().getPath() == null ? "" : request.getHttpURI().getPath();
        var target = routes.find(request.getMethod(), path);
        var answer = answer(request, path, target);
        listener.answered(
                method(request), target.route(), answer.status(), System.nanoTime() - began);
        sender.send(answer, response, callback);
        giveWay();
        return true;
    }

    /// A virtual thread is never interrupted by the scheduler, and a client that asks again at once
    /// keeps its thread busy for ever: with as many such clients as cores, nobody else is served.
    @SuppressWarnings("ThreadPriorityCheck")
    private static void giveWay() {
        Thread.yield();
    }

    /// Anybody may make up methods, and numbers are kept for each.
    private static String method(Request request) {
        var method = request.getMethod();
        return METHODS.contains(method) ? method : "_OTHER";
    }

    private HttpResponse answer(Request request, String path, Target target) {
        try {
            return switch (Body.read(request, limits.bodyBytes(), limits.bodyTime(), budget)) {
                case Body.Complete body -> {
                    try {
                        if (isAbandoned(request)) {
                            yield target.shape().render(Errors.ABANDONED);
                        }
                        yield target.endpoint()
                                .handle(
                                        received(request, path)
                                                .pathParameters(target.pathParameters())
                                                .body(body.bytes()));
                    } finally {
                        budget.giveBack(body.bytes().length);
                    }
                }
                // The rest of the body is still on its way; what follows it cannot be told apart.
                case Body.Refused(var problem) ->
                        retryLater(target.shape().render(problem)).header("Connection", "close");
            };
        } catch (Unavailable away) {
            LOG.warn("request put off", away, "method", request.getMethod());
            return target.shape()
                    .render(Errors.PUT_OFF)
                    .header("Retry-After", Long.toString(away.retryAfter().toSeconds()));
        } catch (Throwable failure) {
            return incident(request.getMethod(), target, failure);
        }
    }

    private static HttpResponse retryLater(HttpResponse answer) {
        return answer.status() == 503 ? answer.header("Retry-After", "1") : answer;
    }

    private HttpRequest received(Request request, String path) {
        var uri = request.getHttpURI();
        var headers = new ArrayList<Header>(request.getHeaders().size());
        for (var field : request.getHeaders()) {
            headers.add(
                    new Header(field.getName(), field.getValue() == null ? "" : field.getValue()));
        }
        var target = uri.getQuery() == null ? path : path + "?" + uri.getQuery();
        var peer = peer(request);
        var lines = new Headers(headers);
        var received =
                HttpRequest.of(request.getMethod(), target)
                        .headers(lines)
                        .from(proxies.client(peer, lines))
                        .began(began(request));
        return proxies.trusts(peer) ? received.byTrustedProxy() : received;
    }

    /// Whoever hung up has gone on without an answer, perhaps with the same request elsewhere. What
    /// changes something is not carried out for them: done late, it would undo or contradict what
    /// they have done since. An old refresh token would look stolen.
    private static boolean isAbandoned(Request request) {
        return !HttpMethod.GET.is(request.getMethod())
                && request.getConnectionMetaData().getConnection().getEndPoint()
                        instanceof GuardedEndPoint guarded
                && guarded.peerHasLeft();
    }

    private static long began(Request request) {
        return request.getConnectionMetaData().getConnection().getEndPoint()
                        instanceof GuardedEndPoint guarded
                ? guarded.since()
                : request.getBeginNanoTime();
    }

    private static InetAddress peer(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress()
                        instanceof InetSocketAddress socket
                ? socket.getAddress()
                : InetAddress.getLoopbackAddress();
    }

    /// The path is left out of the log, for some hold what only its owner should know.
    private static HttpResponse incident(String method, Target target, Throwable failure) {
        var bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        var number = HexFormat.of().formatHex(bytes);
        LOG.error("request failed", failure, "incident", number, "method", method);
        return target.shape().render(Errors.INTERNAL.withIncident(number));
    }
}
