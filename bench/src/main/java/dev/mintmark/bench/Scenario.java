package dev.mintmark.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What one connection does over and over.
interface Scenario {
    /// One request and its answer.
    void once(Wire wire) throws IOException;

    /// Makes a scenario of its own for each connection, which may first need requests of its own.
    @FunctionalInterface
    interface Maker {
        Scenario make(Wire wire) throws IOException;
    }

    static Maker named(String name, Map<String, String> options) {
        return switch (name) {
            case "client-credentials" -> _ -> clientCredentials(options);
            case "refresh" -> wire -> refresh(wire, options);
            case "introspect" -> wire -> introspect(wire, options);
            case "jwks" -> _ -> wire -> expect(200, wire.get("/.well-known/jwks.json"));
            case "login" -> _ -> wire -> signIn(wire, options);
            default -> throw new IllegalArgumentException("no scenario is called " + name);
        };
    }

    private static Scenario clientCredentials(Map<String, String> options) {
        var form = "grant_type=client_credentials&" + client(options);
        return wire -> expect(200, token(wire, form));
    }

    private static Scenario refresh(Wire wire, Map<String, String> options) throws IOException {
        var newest = new String[] {member(signIn(wire, options), "refresh_token")};
        return again -> {
            var reply = token(again, "grant_type=refresh_token&refresh_token=" + newest[0]);
            expect(200, reply);
            newest[0] = member(reply, "refresh_token");
        };
    }

    private static Scenario introspect(Wire wire, Map<String, String> options) throws IOException {
        var form = client(options) + "&token=" + member(signIn(wire, options), "access_token");
        return again -> {
            var reply = again.post("/oauth2/introspect", "application/x-www-form-urlencoded", form);
            expect(200, reply);
            if (!reply.body().contains("\"active\":true")) {
                throw new IOException("an active token was called inactive");
            }
        };
    }

    private static Wire.Reply signIn(Wire wire, Map<String, String> options) throws IOException {
        var reply =
                wire.post(
                        "/v1/login",
                        "application/json",
                        "{\"username\":\"%s\",\"password\":\"%s\"}"
                                .formatted(options.get("user"), options.get("password")));
        expect(200, reply);
        return reply;
    }

    private static Wire.Reply token(Wire wire, String form) throws IOException {
        return wire.post("/oauth2/token", "application/x-www-form-urlencoded", form);
    }

    private static String client(Map<String, String> options) {
        return "client_id="
                + encoded(options.getOrDefault("client", ""))
                + "&client_secret="
                + encoded(options.getOrDefault("secret", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String member(Wire.Reply reply, String name) {
        int from = reply.body().indexOf('"' + name + "\":\"") + name.length() + 4;
        return reply.body().substring(from, reply.body().indexOf('"', from));
    }

    private static void expect(int status, Wire.Reply reply) throws IOException {
        if (reply.status() != status) {
            throw new IOException("status " + reply.status() + ": " + reply.body());
        }
    }
}
