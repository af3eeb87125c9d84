package dev.mintmark.example.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.adapter.servlet.TrustedToken;
import dev.mintmark.verifier.json.JsonWriter;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Everybody sees and adds to their own orders: whose they are is what the token says. An order is
/// a line of text.
final class OrdersServlet extends HttpServlet {

    private static final int LONGEST_ORDER = 1_000;

    private final transient Map<String, List<String>> bySubject = new ConcurrentHashMap<>();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String subject = TrustedToken.require(request).subject();
        byte[] json =
                new JsonWriter()
                        .beginObject()
                        .field("of", subject)
                        .field("orders", bySubject.getOrDefault(subject, List.of()))
                        .endObject()
                        .toBytes();
        response.setContentType("application/json");
        response.getOutputStream().write(json);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        byte[] order = request.getInputStream().readNBytes(LONGEST_ORDER);
        bySubject
                .computeIfAbsent(
                        TrustedToken.require(request).subject(),
                        subject -> new CopyOnWriteArrayList<>())
                .add(new String(order, UTF_8));
        response.setStatus(HttpServletResponse.SC_CREATED);
    }
}
