package dev.mintmark.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/// The stream of revocations (server-sent events): who comes with `Last-Event-ID` gets what came
/// after it, who comes without gets everything.
final class IssuerStream {

    static final String PATH = "/revocations/stream";

    /// Has a connection end.
    private static final String END = "";

    private record Told(long id, String event) {}

    private final List<Told> told = new ArrayList<>();
    private final Set<BlockingQueue<String>> open = ConcurrentHashMap.newKeySet();
    private long lastId;
    private boolean silent;

    synchronized long nextId() {
        return ++lastId;
    }

    synchronized void tell(long id, String frame) {
        var event = "id: " + id + "\ndata: " + frame + "\n\n";
        told.add(new Told(id, event));
        if (!silent) {
            open.forEach(connection -> connection.add(event));
        }
    }

    int connections() {
        return open.size();
    }

    synchronized void cut() {
        open.forEach(connection -> connection.add(END));
    }

    synchronized void fallSilent() {
        silent = true;
    }

    /// Connections that were left in silence have missed something; they have to come back.
    synchronized void speak() {
        if (silent) {
            silent = false;
            cut();
        }
    }

    synchronized void reset() {
        silent = false;
        cut();
        told.clear();
    }

    void serve(HttpExchange exchange) throws IOException {
        if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"test\"");
            exchange.sendResponseHeaders(401, -1);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        BlockingQueue<String> waiting =
                join(exchange.getRequestHeaders().getFirst("Last-Event-ID"));
        try {
            for (var text = waiting.take(); !text.equals(END); text = waiting.take()) {
                exchange.getResponseBody().write(text.getBytes(US_ASCII));
                exchange.getResponseBody().flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(waiting);
        }
    }

    private synchronized BlockingQueue<String> join(@Nullable String lastSeen) {
        var waiting = new LinkedBlockingQueue<String>();
        if (!silent) {
            waiting.add("retry: 1000\n\n");
            long seen = lastSeen == null ? 0 : Long.parseLong(lastSeen);
            told.stream().filter(one -> one.id() > seen).forEach(one -> waiting.add(one.event()));
            waiting.add("id: " + lastId + "\n\n: here\n\n");
        }
        open.add(waiting);
        return waiting;
    }
}
