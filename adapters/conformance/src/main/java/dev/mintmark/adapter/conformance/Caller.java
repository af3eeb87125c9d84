package dev.mintmark.adapter.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Asks a service, by the JDK's client, and by a plain socket what that client would not send.
final class Caller {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI service;
    private final String gate;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Caller(URI service, String gate) {
        this.service = service;
        this.gate = gate;
    }

    /// The same for another gate, over the same connections.
    private HttpRequest.Builder request(String chosenGate, String path) {
        return HttpRequest.newBuilder(URI.create(service + path))
                .timeout(PATIENCE)
                .header(Service.Start.GATE, chosenGate);
    }

    HttpRequest.Builder request(String path) {
        return request(gate, path);
    }

    HttpResponse<String> get(String path, String token) {
        return send(request(path).header("Authorization", "Bearer " + token));
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> getThrough(String chosenGate, String path, String token) {
        return send(request(chosenGate, path).header("Authorization", "Bearer " + token));
    }

    /// The status line and all that follows, for header lines sent byte by byte.
    String raw(String chosenGate, String path, String lines) {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            String head =
                    "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%s: %s\r\n%s\r\n\r\n"
                            .formatted(
                                    path,
                                    service.getAuthority(),
                                    Service.Start.GATE,
                                    chosenGate,
                                    lines);
            socket.getOutputStream().write(head.getBytes(UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String raw(String path, String lines) {
        return raw(gate, path, lines);
    }

    static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }
}
