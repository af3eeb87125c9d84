package dev.mintmark.adapter.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.adapter.conformance.Service;
import dev.mintmark.adapter.http.Access;
import dev.mintmark.adapter.http.AccessRules;
import dev.mintmark.adapter.http.Gate;
import dev.mintmark.verifier.Requirements;
import dev.mintmark.verifier.Verdict;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/// The filter before a servlet, in a Jetty on a real port.
final class JettyService implements Service {

    /// The longest vector, and room for the other headers.
    private static final int HEADER_BYTES = 128 * 1024;

    private final Server server = new Server();
    private final ServerConnector connector;

    JettyService(Filter filter, HttpServlet servlet) throws Exception {
        var settings = new HttpConfiguration();
        settings.setRequestHeaderSize(HEADER_BYTES);
        // Others let such addresses through, and so does this one when it is told to.
        settings.setUriCompliance(UriCompliance.UNSAFE);
        connector = new ServerConnector(server, new HttpConnectionFactory(settings));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        var context = new ServletContextHandler();
        context.addFilter(new FilterHolder(filter), "/*", EnumSet.allOf(DispatcherType.class));
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        context.addServlet(new ServletHolder(servlet), "/*");
        server.setHandler(context);
        server.start();
    }

    static Service start(Function<String, Gate> gates) throws Exception {
        var rules =
                AccessRules.everywhere(Access.required())
                        .at("/open", Access.open())
                        .at("/welcome", Access.optional())
                        .at("/orders", Access.scopes("orders:read", "orders:list"))
                        .at(
                                "/transfers",
                                Access.requiring(
                                        Requirements.scopes("transfers:write")
                                                .withAcr("urn:example:phr", "urn:example:mfa")
                                                .withMaxAge(Duration.ofMinutes(5))));
        var filter =
                AccessTokenFilter.choosing(
                        request -> gates.apply(request.getHeader(Start.GATE)), rules);
        return new JettyService(filter, new Subject());
    }

    @Override
    public URI uri() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Subject extends HttpServlet {

        private static final Set<String> ADDRESSES =
                Set.of("/subject", "/orders", "/transfers", "/welcome", "/open");

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            String address = LooseRouter.read(request.getRequestURI());
            if (!ADDRESSES.contains(address)) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            String text =
                    address.equals("/open")
                            ? "open"
                            : TrustedToken.of(request)
                                    .map(Verdict.Trusted::subject)
                                    .orElse("stranger");
            response.setContentType("text/plain;charset=utf-8");
            response.getOutputStream().write(text.getBytes(UTF_8));
        }
    }
}
