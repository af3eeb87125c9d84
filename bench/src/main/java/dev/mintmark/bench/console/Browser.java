package dev.mintmark.bench.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// As much of a browser as it takes to open the console.
final class Browser implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf_token\" value=\"([^\"]+)\"");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final URI base;

    Browser(URI base) {
        this.base = base;
    }

    void signIn(String adminKey) throws IOException, InterruptedException {
        var page = get("/console/sign-in").body();
        var found = TOKEN.matcher(page);
        if (!found.find()) {
            throw new IllegalStateException("no form to sign in with");
        }
        var form =
                "csrf_token=%s&admin_key=%s"
                        .formatted(found.group(1), URLEncoder.encode(adminKey, UTF_8));
        var request =
                request("/console/sign-in")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form));
        if (send(request).statusCode() != 303) {
            throw new IllegalStateException("the console does not open");
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path));
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(one -> one.getKey() + "=" + one.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        for (var line : answer.headers().allValues("Set-Cookie")) {
            int equals = line.indexOf('=');
            cookies.put(line.substring(0, equals), line.substring(equals + 1, line.indexOf(';')));
        }
        return answer;
    }

    @Override
    public void close() {
        http.close();
    }
}
