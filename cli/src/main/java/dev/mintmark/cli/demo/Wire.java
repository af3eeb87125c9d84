package dev.mintmark.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Requests as any client would send them.
final class Wire implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();

    Reply form(URI address, Map<String, String> form) {
        return send(
                to(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(encoded(form))));
    }

    Reply json(URI address, String json, Optional<String> bearer) {
        var request =
                to(address)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json));
        bearer.ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return send(request);
    }

    Reply get(URI address, Optional<String> bearer) {
        var request = to(address).GET();
        bearer.ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return send(request);
    }

    @Override
    public void close() {
        client.close();
    }

    private static HttpRequest.Builder to(URI address) {
        return HttpRequest.newBuilder(address).timeout(PATIENCE);
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofByteArray());
            return Reply.of(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new Surprised("no answer from " + request.build().uri());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Surprised("interrupted");
        }
    }

    private static String encoded(Map<String, String> form) {
        return new TreeMap<>(form)
                .entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
