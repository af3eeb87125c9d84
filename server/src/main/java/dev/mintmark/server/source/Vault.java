package dev.mintmark.server.source;

import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.MalformedJson;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Reads fields of secrets in HashiCorp Vault, from a key/value engine of version 2 (`GET
/// /v1/:mount/data/:path`).
///
/// @param address scheme and host, perhaps a port
/// @param token asked for each time, as an agent renews it
/// @param namespace of an enterprise server
/// @param patience for the whole of an answer
public record Vault(
        URI address, Supplier<Fetched> token, Optional<String> namespace, Duration patience) {
    private static final int MOST_BYTES = 64 << 10;
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x21-\\x7e]{1,4096}");

    Fetched read(SecretReference.InVault reference) {
        return switch (token.get()) {
            case Fetched.Failed failed -> failed;
            case Fetched.Got(var text) when !HEADER_VALUE.matcher(text).matches() ->
                    new Fetched.Failed("the token for Vault is not one line of letters and digits");
            case Fetched.Got(var text) -> ask(reference, text);
        };
    }

    private Fetched ask(SecretReference.InVault reference, String credential) {
        var request =
                HttpRequest.newBuilder(address.resolve("/v1/" + reference.path()))
                        .header("X-Vault-Token", credential)
                        .header("X-Vault-Request", "true")
                        .timeout(patience)
                        .GET();
        namespace.ifPresent(name -> request.header("X-Vault-Namespace", name));
        // Redirects stay unfollowed: the token is for this address.
        try (var http = HttpClient.newBuilder().connectTimeout(patience).build()) {
            var handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES);
            var answer =
                    http.sendAsync(request.build(), handler)
                            .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            http.shutdownNow();
            return read(answer, reference);
        } catch (TimeoutException e) {
            return new Fetched.Failed(
                    "Vault took longer than %d s to answer".formatted(patience.toSeconds()));
        } catch (ExecutionException e) {
            return new Fetched.Failed("Vault cannot be reached at " + address);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Fetched.Failed("asking Vault was interrupted");
        }
    }

    private Fetched read(HttpResponse<byte[]> answer, SecretReference.InVault reference) {
        return switch (answer.statusCode()) {
            case 200 -> field(answer.body(), reference);
            case 403 -> new Fetched.Failed("Vault does not let this token read the secret");
            // For a version that was deleted, too.
            case 404 -> new Fetched.Failed("Vault has no such secret");
            case 503 -> new Fetched.Failed("Vault is sealed or in maintenance");
            default ->
                    new Fetched.Failed(
                            "Vault answered with status %d".formatted(answer.statusCode()));
        };
    }

    private static Fetched field(byte[] body, SecretReference.InVault reference) {
        try {
            var field =
                    object(JsonReader.read(body, JsonLimits.DOCUMENT))
                            .flatMap(answer -> object(answer.member("data")))
                            .flatMap(data -> object(data.member("data")))
                            .flatMap(secret -> secret.string(reference.field()))
                            .map(String::strip)
                            .filter(text -> !text.isEmpty());
            return field.<Fetched>map(Fetched.Got::new)
                    .orElseGet(() ->
                            new Fetched.Failed("the secret in Vault has no text in this field"));
        } catch (MalformedJson e) {
            return new Fetched.Failed("what answers is not Vault: it sent no JSON");
        }
    }

    private static Optional<JsonObject> object(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }

    @Override
    public String toString() {
        return "Vault[" + address + "]";
    }
}
