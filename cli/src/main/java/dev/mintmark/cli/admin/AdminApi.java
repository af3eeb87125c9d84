package dev.mintmark.cli.admin;

import dev.mintmark.cli.terminal.Secret;
import dev.mintmark.cli.web.HttpAddress;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// The admin API of one authority. Redirects are not followed: they could carry the key elsewhere.
public final class AdminApi {
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration TO_ANSWER = Duration.ofSeconds(60);
    private static final long LARGEST_ANSWER = 64L * 1024 * 1024;

    private final HttpAddress baseUrl;
    private final Secret adminKey;

    public AdminApi(HttpAddress baseUrl, Secret adminKey) {
        this.baseUrl = baseUrl;
        this.adminKey = adminKey;
    }

    public Answer ask(AdminRequest request) {
        try (var client = HttpClient.newBuilder().connectTimeout(TO_CONNECT).build()) {
            var handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER);
            return understood(client.send(onTheWire(request), handler));
        } catch (ConnectException e) {
            return new Answer.Unreachable(
                    "no authority answers at " + baseUrl + "; is it running?");
        } catch (HttpTimeoutException e) {
            return new Answer.Unreachable(
                    "the authority at " + baseUrl + " did not answer in time.");
        } catch (IOException e) {
            return new Answer.Unreachable(
                    "the connection to " + baseUrl + " broke: " + reason(e) + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Unreachable("interrupted while waiting for " + baseUrl + ".");
        }
    }

    private HttpRequest onTheWire(AdminRequest request) {
        BodyPublisher body = BodyPublishers.noBody();
        var wire =
                HttpRequest.newBuilder(baseUrl.at(request.path()))
                        .version(HttpClient.Version.HTTP_1_1)
                        .timeout(TO_ANSWER)
                        .header("Authorization", "Bearer " + adminKey.reveal())
                        .header("Accept", "application/json, application/problem+json");
        if (request.body().isPresent()) {
            body = BodyPublishers.ofString(request.body().get().reveal(), StandardCharsets.UTF_8);
            wire.header("Content-Type", "application/json");
        }
        return wire.method(request.method(), body).build();
    }

    private Answer understood(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        boolean fine = status >= 200 && status < 300;
        if (fine && response.body().length == 0) {
            return new Answer.Fulfilled(Document.empty());
        }
        var document = Document.read(response.body());
        if (fine) {
            return document.<Answer>map(Answer.Fulfilled::new).orElseGet(this::stranger);
        }
        return document.flatMap(AdminApi::complaint)
                .<Answer>map(Answer.Refused::new)
                .orElseGet(() -> unexplained(status));
    }

    private Answer stranger() {
        return new Answer.Unreachable(
                "what answers at " + baseUrl + " is not a Mintmark authority.");
    }

    /// A problem document, RFC 9457: the detail is written for the caller; the title is better than
    /// nothing.
    private static Optional<String> complaint(Document problem) {
        return Optional.of(problem.text("detail"))
                .filter(detail -> !detail.isEmpty())
                .or(() -> Optional.of(problem.text("title")).filter(title -> !title.isEmpty()));
    }

    private Answer unexplained(int status) {
        return switch (status) {
            case 401, 403 ->
                    new Answer.Refused(
                            "the authority at " + baseUrl + " does not accept this admin key.");
            case 404 -> new Answer.Unreachable("there is no admin API at " + baseUrl + ".");
            default ->
                    new Answer.Refused(
                            "the authority at "
                                    + baseUrl
                                    + " answered with status "
                                    + status
                                    + ".");
        };
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
