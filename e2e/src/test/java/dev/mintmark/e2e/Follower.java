package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// Follows the revocation stream of an authority with a client that knows nothing of it.
final class Follower implements AutoCloseable {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final HttpResponse<Stream<String>> answer;
    private final Thread thread;

    private Follower(HttpRequest request) {
        try {
            answer = http.send(request, BodyHandlers.ofLines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        thread = Thread.ofVirtual().start(this::read);
    }

    /// One that has heard everything there was when this returns.
    static Follower of(Caller caller) {
        return new Follower(caller.request("/revocations/stream").build()).begun();
    }

    static Follower since(Caller caller, String id) {
        var request = caller.request("/revocations/stream").header("Last-Event-ID", id);
        return new Follower(request.build()).begun();
    }

    private Follower begun() {
        assertThat(answer.statusCode()).isEqualTo(200);
        Eventually.holds(() -> lines.stream().anyMatch(line -> line.startsWith(":")));
        return this;
    }

    private void read() {
        try {
            answer.body().forEach(lines::add);
        } catch (UncheckedIOException _) {
            // Cut off.
        }
    }

    HttpResponse<Stream<String>> answer() {
        return answer;
    }

    void awaitEnd() {
        Eventually.holds(() -> !thread.isAlive());
    }

    Map<String, Object> await(String member, Object value) {
        Eventually.holds(() -> find(member, value).isPresent());
        return find(member, value).orElseThrow();
    }

    String lastId() {
        return lines.stream()
                .filter(line -> line.startsWith("id: "))
                .toList()
                .getLast()
                .substring("id: ".length());
    }

    List<String> lines() {
        return lines;
    }

    List<Map<String, Object>> items() {
        var items = new ArrayList<Map<String, Object>>();
        lines.stream()
                .filter(line -> line.startsWith("data: ey"))
                .forEach(line -> items.addAll(items(line.substring("data: ".length()))));
        return items;
    }

    private Optional<Map<String, Object>> find(String member, Object value) {
        return items().stream().filter(item -> value.equals(item.get(member))).findFirst();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(String jws) {
        try {
            var claims = SignedJWT.parse(jws).getJWTClaimsSet();
            return (List<Map<String, Object>>) claims.getClaim("items");
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
