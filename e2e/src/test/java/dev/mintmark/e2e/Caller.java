package dev.mintmark.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.StringJoiner;

/// Speaks to an authority as applications do: plain HTTP, nothing of ours.
///
/// @param authorization the header to send along; empty for none
public record Caller(URI base, String authorization) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(AnyCertificate.accepted())
                    .build();

    public Caller(URI base) {
        this(base, "");
    }

    public Caller basic(String id, String secret) {
        var pair = URLEncoder.encode(id, UTF_8) + ":" + URLEncoder.encode(secret, UTF_8);
        return new Caller(
                base, "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
    }

    /// The same caller at another address.
    public Caller at(URI address) {
        return new Caller(address, authorization);
    }

    public Caller bearer(String token) {
        return new Caller(base, "Bearer " + token);
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    public Answer json(String path, String body) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    /// A form of name, value, name, value.
    public Answer form(String path, String... pairs) {
        return send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(encoded(pairs))));
    }

    public Answer signIn(String user, String password) {
        return json(
                "/v1/login", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(user, password));
    }

    public Answer signIn(String user, String password, String client) {
        return json(
                "/v1/login",
                "{\"username\":\"%s\",\"password\":\"%s\",\"client_id\":\"%s\"}"
                        .formatted(user, password, client));
    }

    /// As the client that sends no id at all.
    public Answer refresh(String token) {
        return form("/oauth2/token", "grant_type", "refresh_token", "refresh_token", token);
    }

    public Answer introspect(String token) {
        return form("/oauth2/introspect", "token", token);
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    public HttpRequest.Builder request(String path) {
        var request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofMinutes(1));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    public static String encoded(String... pairs) {
        var form = new StringJoiner("&");
        for (int i = 0; i < pairs.length; i += 2) {
            form.add(
                    URLEncoder.encode(pairs[i], UTF_8)
                            + "="
                            + URLEncoder.encode(pairs[i + 1], UTF_8));
        }
        return form.toString();
    }
}
