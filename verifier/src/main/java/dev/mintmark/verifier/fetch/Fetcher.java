package dev.mintmark.verifier.fetch;

import dev.mintmark.verifier.json.JsonLimits;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// Asks for one document, within limits on everything that the other side decides.
///
/// Redirects are not followed at all: a key set is where its issuer says it is, and a redirect is
/// the cheapest way to make a server ask another one behind the firewall. No cookies, no
/// credentials.
final class Fetcher {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(3);

    /// No digits beyond what fits an int; a longer number counts as not said.
    private static final Pattern MAX_AGE =
            Pattern.compile("(?i)(?:^|[,\\s])max-age\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(?:,|$)");

    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    Fetched get(URI uri) {
        var request =
                HttpRequest.newBuilder(uri)
                        .header("Accept", "application/jwk-set+json, application/json")
                        .timeout(CONNECT.plus(READ))
                        .GET()
                        .build();
        var exchange =
                client.sendAsync(request, head -> new BoundedBody(JsonLimits.DOCUMENT.maxBytes()));
        try {
            // The request's own timeout ends with the headers; this one covers a dripping body too.
            return outcome(exchange.get(CONNECT.plus(READ).toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException slow) {
            exchange.cancel(true);
            return new Fetched.Failed("the answer took too long");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new Fetched.Failed(cause.toString());
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            return new Fetched.Failed("interrupted");
        }
    }

    private static Fetched outcome(HttpResponse<byte[]> response) {
        if (response.statusCode() != 200) {
            return new Fetched.Failed("the answer has status " + response.statusCode());
        }
        var cacheControl = String.join(",", response.headers().allValues("Cache-Control"));
        return new Fetched.Document(response.body(), maxAge(cacheControl));
    }

    static Optional<Duration> maxAge(String cacheControl) {
        var matcher = MAX_AGE.matcher(cacheControl);
        return matcher.find()
                ? Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1))))
                : Optional.empty();
    }
}
