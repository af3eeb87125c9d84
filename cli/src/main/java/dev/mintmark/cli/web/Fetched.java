package dev.mintmark.cli.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A small public document, or why it could not be had. Redirects are not followed: an issuer is
/// who answers at its own address.
public sealed interface Fetched {
    record Document(String text) implements Fetched {}

    record Nothing(String why) implements Fetched {}

    Duration PATIENCE = Duration.ofSeconds(10);
    long LARGEST = 512L * 1024;

    static Fetched from(URI address) {
        var request =
                HttpRequest.newBuilder(address)
                        .version(HttpClient.Version.HTTP_1_1)
                        .timeout(PATIENCE)
                        .header("Accept", "application/json")
                        .build();
        try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var handler =
                    BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), LARGEST);
            var response = client.send(request, handler);
            return response.statusCode() == 200
                    ? new Document(response.body())
                    : new Nothing(address + " answered with status " + response.statusCode() + ".");
        } catch (IOException e) {
            return new Nothing(address + " cannot be reached.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Nothing("interrupted while waiting for " + address + ".");
        }
    }
}
