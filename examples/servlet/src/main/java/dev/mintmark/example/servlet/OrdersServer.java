package dev.mintmark.example.servlet;

import dev.mintmark.adapter.http.Access;
import dev.mintmark.adapter.http.AccessRules;
import dev.mintmark.adapter.http.Answers;
import dev.mintmark.adapter.http.Gate;
import dev.mintmark.adapter.servlet.AccessTokenFilter;
import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.Verifier;

import jakarta.servlet.DispatcherType;

import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

import java.net.URI;
import java.util.EnumSet;
import java.util.Objects;

/// Settings are two environment variables, `MINTMARK_ISSUER` and `SERVER_PORT`.
public final class OrdersServer {

    private static final AccessRules RULES =
            AccessRules.everywhere(Access.required())
                    .on("GET", "/orders", Access.scopes("orders:read"))
                    .on("POST", "/orders", Access.scopes("orders:write"));

    private OrdersServer() {}

    public static void main(String[] args) throws Exception {
        var issuer = URI.create(setting("MINTMARK_ISSUER", "http://localhost:9400"));
        var server = new Server(Integer.parseInt(setting("SERVER_PORT", "8080")));
        server.setHandler(guarded(verifier(issuer)));
        server.start();
        var connector = (ServerConnector) server.getConnectors()[0];
        System.out.println("ready http://localhost:" + connector.getLocalPort());
        server.join();
    }

    private static Verifier verifier(URI issuer) {
        var keys = KeySource.discoveredFrom(issuer);
        keys.start();
        return Verifier.forIssuer(issuer, "orders-api", keys);
    }

    private static ServletContextHandler guarded(Verifier verifier) {
        var gate = Gate.of(verifier, Answers.forRealm("orders-api"));
        var context = new ServletContextHandler();
        context.addFilter(
                new FilterHolder(AccessTokenFilter.of(gate, RULES)),
                "/*",
                EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new OrdersServlet()), "/orders");
        return context;
    }

    private static String setting(String name, String otherwise) {
        return Objects.requireNonNullElse(System.getenv(name), otherwise);
    }
}
