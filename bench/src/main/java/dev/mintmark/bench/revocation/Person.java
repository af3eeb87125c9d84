package dev.mintmark.bench.revocation;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Signs in, and out again, at one node.
final class Person {
    static final String CLIENT = "orders";
    static final String SECRET = "a-secret-that-is-long-enough-for-a-service";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI node;

    private Person(URI node) {
        this.node = node;
    }

    /// @param access the token that services look at
    /// @param refresh the one that ends the session
    record Session(String access, String refresh) {
        @Override
        public String toString() {
            return "Session[***]";
        }
    }

    /// With an account, and a client for the services that listen.
    static Person at(URI node) throws IOException, InterruptedException {
        var person = new Person(node);
        person.administer(
                "/admin/v1/users", "{\"name\":\"ann\",\"password\":\"correct horse battery\"}");
        person.administer(
                "/admin/v1/clients",
                """
                {"id":"%s","secret":"%s","audiences":["api"],"grants":["client_credentials"]}\
                """
                        .formatted(CLIENT, SECRET));
        return person;
    }

    Session signIn() throws IOException, InterruptedException {
        var answer =
                post(
                        "/v1/login",
                        "application/json",
                        "{\"username\":\"ann\",\"password\":\"correct horse battery\"}",
                        200);
        return new Session(member(answer, "access_token"), member(answer, "refresh_token"));
    }

    /// Returns when it has been acknowledged.
    void revoke(Session session) throws IOException, InterruptedException {
        var form = "token=" + URLEncoder.encode(session.refresh, StandardCharsets.UTF_8);
        post("/oauth2/revoke", "application/x-www-form-urlencoded", form, 200);
    }

    private void administer(String path, String body) throws IOException, InterruptedException {
        post(path, "application/json", body, 201);
    }

    private String post(String path, String type, String body, int expected)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(node + path))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body));
        if (path.startsWith("/admin/")) {
            request.header("Authorization", "Bearer " + Nodes.ADMIN_KEY);
        }
        var answer = HTTP.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IOException(path + " was answered with " + answer.statusCode());
        }
        return answer.body();
    }

    private static String member(String json, String name) throws IOException {
        var found = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
        if (!found.find()) {
            throw new IOException("an answer without " + name);
        }
        return found.group(1);
    }
}
