package dev.mintmark.verifier.fetch;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// Asks for one document, within limits on everything that the other side decides.
///
/// No cookies, no credentials, and redirects only where the question allows them.
public final class Fetcher {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(3);

    /// No digits beyond what fits an int; a longer number counts as not said.
    private static final Pattern MAX_AGE =
            Pattern.compile("(?i)(?:^|[,\\s])max-age\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(?:,|$)");

    private final Neighbourhood neighbourhood;
    private final Duration connect;
    private final Duration read;

    /// Made with the first request, since it brings a thread along.
    private @Nullable HttpClient client;

    Fetcher(Neighbourhood neighbourhood, Duration connect, Duration read) {
        this.neighbourhood = neighbourhood;
        this.connect = connect;
        this.read = read;
    }

    /// Goes no closer to home than this address stands for; see [Neighbourhood].
    public static Fetcher around(URI configured) {
        return around(configured, false);
    }

    /// @param publicOnly goes to public addresses only, whatever the configured one stands for
    static Fetcher around(URI configured, boolean publicOnly) {
        var neighbourhood = new Neighbourhood(configured, publicOnly, InetAddress::getAllByName);
        return new Fetcher(neighbourhood, CONNECT, READ);
    }

    /// Why this address must not be asked, whoever asks; null when it may. Looks the name up.
    public @Nullable String objection(URI uri) {
        return neighbourhood.objection(uri);
    }

    /// Waits for the answer, five seconds at most for each redirect.
    public Fetched get(Wanted wanted) {
        String objection = neighbourhood.objection(wanted.uri());
        if (objection != null) {
            return new Fetched.Failed(objection);
        }
        Duration longest = connect.plus(read);
        var builder =
                HttpRequest.newBuilder(wanted.uri())
                        .header("Accept", wanted.accept())
                        .timeout(longest);
        wanted.etag().ifPresent(etag -> builder.header("If-None-Match", etag));
        wanted.more().forEach(builder::header);
        var exchange =
                client().sendAsync(
                                builder.GET().build(), head -> new BoundedBody(wanted.mostBytes()));
        try {
            // The request's own timeout ends with the headers; this one covers a dripping body too.
            var response = exchange.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return outcome(wanted, response);
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

    private synchronized HttpClient client() {
        if (client == null) {
            client =
                    HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .connectTimeout(connect)
                            .followRedirects(HttpClient.Redirect.NEVER)
                            .build();
        }
        return client;
    }

    private Fetched outcome(Wanted wanted, HttpResponse<byte[]> response) {
        HttpHeaders headers = response.headers();
        int status = response.statusCode();
        if (status == 200) {
            return new Fetched.Document(
                    response.body(),
                    headers.firstValue("Content-Type").orElse(""),
                    maxAge(headers),
                    headers.firstValue("ETag"),
                    date(headers),
                    headers.firstValue("Mintmark-Key-Set").filter("report"::equals).isPresent());
        }
        if (status == 304 && wanted.etag().isPresent()) {
            return new Fetched.Unchanged(maxAge(headers), date(headers));
        }
        Optional<URI> elsewhere = isRedirect(status) ? target(wanted, headers) : Optional.empty();
        return elsewhere.isPresent()
                ? get(wanted.movedTo(elsewhere.get()))
                : new Fetched.Failed("the answer has status " + status);
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static Optional<URI> target(Wanted wanted, HttpHeaders headers) {
        try {
            return headers.firstValue("Location")
                    .filter(location -> wanted.redirects() > 0)
                    .map(wanted.uri()::resolve)
                    .map(Address::requireFetchable)
                    .filter(uri -> Address.sameOrigin(uri, wanted.uri()));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /// The time by the server's clock.
    public static Optional<Instant> date(HttpHeaders headers) {
        try {
            return headers.firstValue("Date")
                    .map(DateTimeFormatter.RFC_1123_DATE_TIME::parse)
                    .map(Instant::from);
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> maxAge(HttpHeaders headers) {
        return maxAge(String.join(",", headers.allValues("Cache-Control")));
    }

    static Optional<Duration> maxAge(String cacheControl) {
        var matcher = MAX_AGE.matcher(cacheControl);
        return matcher.find()
                ? Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1))))
                : Optional.empty();
    }
}
