package dev.mintmark.server.http;

import dev.mintmark.server.log.Log;

import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;

/// The listening server: strict about what it reads, silent about what it is made of.
///
/// It starts in two steps, because an authority that takes any free port has to know which one it
/// got before it can say who it is:
///
/// ```java
/// try (var server = new HttpServer("127.0.0.1", 0, Limits.DEFAULT)) {
///     switch (server.bind()) {
///         case Startup.Listening(_, var port) -> server.serve(issuerAt(port), proxies, routes, listener);
///         case Startup.CannotListen(var reason) -> fail(reason);
///     }
/// }
/// ```
public final class HttpServer implements AutoCloseable {
    private static final Log LOG = Log.of(HttpServer.class);

    private final String host;
    private final int port;
    private final Limits limits;
    private final Server server;
    private final GuardedConnector connector;

    public HttpServer(String host, int port, Limits limits) {
        this.host = host;
        this.port = port;
        this.limits = limits;
        this.server = new Server(threads());
        this.connector = connector(server, limits);
        connector.setHost(host);
        connector.setPort(port);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(limits.connections(), connector));
        server.setStopTimeout(limits.drainTime().toMillis());
    }

    /// Requests run on virtual threads; the pool is for accepting and selecting only.
    private static QueuedThreadPool threads() {
        var threads = new QueuedThreadPool();
        threads.setName("http");
        threads.setVirtualThreadsExecutor(
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("request-", 0).factory()));
        return threads;
    }

    private static GuardedConnector connector(Server server, Limits limits) {
        var http = new HttpConfiguration();
        http.setRequestHeaderSize(limits.headBytes());
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setHttpCompliance(HttpCompliance.STRICT);
        http.setUriCompliance(UriCompliance.from(UriCompliance.NO_VIOLATION));
        var connector =
                new GuardedConnector(server, new HttpConnectionFactory(http), limits.headTime());
        connector.setIdleTimeout(limits.idleTime().toMillis());
        return connector;
    }

    /// Takes the port. Who connects before [#serve] is called is turned away then.
    public Startup bind() {
        try {
            connector.open();
            return new Startup.Listening(host, port());
        } catch (IOException e) {
            close();
            return new Startup.CannotListen(reason(e));
        }
    }

    /// Answers from now on.
    ///
    /// @param issuer only decides whether browsers are told to insist on https
    /// @param proxies that stand before us
    /// @param listener hears of every answer
    public void serve(URI issuer, Proxies proxies, Routes routes, RequestListener listener) {
        var sender = new Sender(issuer);
        server.setHandler(
                new GracefulHandler(new Dispatcher(routes, limits, proxies, sender, listener)));
        server.setErrorHandler(new WireErrors(sender));
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new IllegalStateException("the HTTP server did not start", e);
        }
    }

    private String reason(IOException failure) {
        var cause = failure.getCause() instanceof IOException inner ? inner : failure;
        var words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (words.contains("in use")) {
            return "port %d on %s is already in use".formatted(port, host);
        }
        if (words.contains("denied") || words.contains("not permitted")) {
            return "port %d on %s needs more permission than this process has"
                    .formatted(port, host);
        }
        return cause instanceof BindException
                ? "%s is not an address of this machine".formatted(host)
                : "cannot listen on port %d of %s".formatted(port, host);
    }

    /// The port it listens on, also when any free one was asked for.
    public int port() {
        int local = connector.getLocalPort();
        if (local <= 0) {
            throw new IllegalStateException("the HTTP server is not listening");
        }
        return local;
    }

    /// Where this machine reaches it, whatever address it listens on.
    public URI loopbackUrl() {
        var any = host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]");
        var name =
                any
                        ? "127.0.0.1"
                        : host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return URI.create("http://" + name + ":" + port());
    }

    /// Takes no more requests, lets those under way finish within their time, then closes.
    @Override
    public void close() {
        try {
            server.stop();
        } catch (TimeoutException e) {
            LOG.warn("requests were cut off while shutting down");
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop", e);
        } finally {
            connector.close();
        }
    }
}
