package dev.mintmark.cli.demo;

import dev.mintmark.cli.terminal.Printable;
import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.json.JsonWriter;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// The story, step by step. Every step is a request to a real server and checks what came back.
final class Tour {
    private static final int TABS = 8;
    private static final String PASSWORD = "correct horse battery staple";

    private final URI authority;
    private final String adminKey;
    private final URI orders;
    private final Wire wire;
    private final Runnable wait;
    private final Script script;

    /// @param wait lets as much time pass as an announced key has to wait
    Tour(URI authority, String adminKey, URI orders, Wire wire, Runnable wait, Script script) {
        this.authority = authority;
        this.adminKey = adminKey;
        this.orders = orders;
        this.wire = wire;
        this.wait = wait;
        this.script = script;
    }

    void go() {
        var service = prepare();
        var first = signIn();
        call(first);
        damage(first.text("access_token"));
        var second = refresh(first);
        var newest = tabs(second);
        rotate(newest);
        thief(first, newest, service);
        signOut(service);
    }

    /// @return the secret of the client that may introspect
    private String prepare() {
        script.step("Add a person and a service, as `mintmark user add` and `client add` do");
        var user =
                admin(
                        "/admin/v1/users",
                        new JsonWriter()
                                .beginObject()
                                .field("name", "ann")
                                .field("password", PASSWORD)
                                .endObject());
        script.exchange("POST /admin/v1/users", user, "ann is " + user.text("id"));
        var client =
                admin(
                        "/admin/v1/clients",
                        new JsonWriter().beginObject().field("id", "orders-service").endObject());
        script.exchange(
                "POST /admin/v1/clients", client, "its secret is shown once and kept hashed");
        return client.text("secret");
    }

    private Reply signIn() {
        script.step("Ann signs in");
        var reply = login();
        script.exchange("POST /v1/login", reply, "an access token and a refresh token");
        script.note("access token   " + Script.cut(reply.text("access_token")));
        script.note("  says         " + payload(reply.text("access_token")));
        script.note("refresh token  " + Script.cut(reply.text("refresh_token")));
        return reply;
    }

    private void call(Reply tokens) {
        script.step("Ann's app calls a service, which checks the token by itself");
        var without = wire.get(orders, Optional.empty());
        script.exchange("GET /orders without a token", without, "refused");
        var with = wire.get(orders, Optional.of(tokens.text("access_token")));
        script.exchange("GET /orders with Ann's token", with, "her orders");
        script.expect(
                without.status() == 401 && with.status() == 200,
                "only the bearer of a good token gets through");
    }

    private void damage(String token) {
        script.step("Somebody tries damaged and forged tokens");
        var parts = token.split("\\.", -1);
        var none = encoded("{\"alg\":\"none\",\"typ\":\"at+jwt\"}");
        refused(
                "another payload",
                parts[0] + "." + encoded("{\"sub\":\"eve\"}") + "." + parts[2],
                "bad_signature");
        refused("\"alg\":\"none\"", none + "." + parts[1] + ".", "alg_not_allowed");
        refused("with padding", token + "==", "malformed");
        // 85 characters cannot be base64url of anything, whatever they are.
        refused("cut short", token.substring(0, token.length() - 1), "malformed");
    }

    private void refused(String how, String token, String reason) {
        var reply = wire.get(orders, Optional.of(token));
        script.exchange("GET /orders, " + how, reply, "refused: " + reply.text("reason"));
        if (reply.status() != 401 || !reply.text("reason").equals(reason)) {
            throw new Surprised("a forged token was not refused as it should be");
        }
    }

    private Reply refresh(Reply tokens) {
        script.step("The app refreshes: the refresh token is replaced at each use");
        var reply = exchange(tokens.text("refresh_token"));
        script.exchange("POST /oauth2/token", reply, "a new access token, a new refresh token");
        script.expect(
                !reply.text("refresh_token").equals(tokens.text("refresh_token")),
                "the refresh token is another one now");
        return reply;
    }

    private Reply tabs(Reply tokens) {
        script.step("Eight tabs refresh with the same token at the same moment");
        var successors = new HashSet<String>();
        Reply last = tokens;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Reply> tab = () -> exchange(tokens.text("refresh_token"));
            var replies = threads.invokeAll(Stream.generate(() -> tab).limit(TABS).toList());
            for (var reply : replies) {
                last = reply.get();
                successors.add(last.text("refresh_token"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Surprised("interrupted");
        } catch (ExecutionException e) {
            throw new Surprised("a tab was turned away: " + e.getMessage());
        }
        script.expect(
                successors.size() == 1,
                "all eight got the same successor, and nobody was signed out");
        return last;
    }

    private void rotate(Reply tokens) {
        script.step("The signing key is replaced, as it is by itself every 30 days");
        var announced =
                admin(
                        "/admin/v1/keys/rotate",
                        new JsonWriter().beginObject().field("alg", "ES256").endObject());
        script.exchange(
                "POST /admin/v1/keys/rotate", announced, "a new key is published, and waits");
        var early = login();
        script.expect(
                kid(early).equals(kid(tokens)),
                "the old key signs on until everybody can know the new one");
        script.note("a minute passes, on a clock that the tour moves; usually it is an hour");
        wait.run();
        var late = login();
        script.exchange("POST /v1/login", late, "a token of the new key");
        var old = wire.get(orders, Optional.of(tokens.text("access_token")));
        script.exchange("GET /orders with a token of the old key", old, "her orders");
        var fresh = wire.get(orders, Optional.of(late.text("access_token")));
        script.exchange("GET /orders with a token of the new key", fresh, "her orders");
        script.expect(
                !kid(late).equals(kid(tokens)) && old.status() == 200 && fresh.status() == 200,
                "the key has changed, and no good token was refused");
    }

    private void thief(Reply stolen, Reply newest, String secret) {
        script.step("A thief comes with the first refresh token, long replaced");
        script.expect(active(newest.text("access_token"), secret), "Ann's access token is active");
        var reply = exchange(stolen.text("refresh_token"));
        script.exchange(
                "POST /oauth2/token", reply, reply.text("error") + ": the theft is noticed");
        var ann = exchange(newest.text("refresh_token"));
        script.exchange("POST /oauth2/token by Ann's app", ann, "her session has ended too");
        script.expect(
                reply.status() == 400 && ann.status() == 400,
                "the whole family is dead: the thief has nothing, Ann signs in again");
        script.expect(
                !active(newest.text("access_token"), secret),
                "introspection calls her last access token inactive at once");
    }

    private void signOut(String secret) {
        script.step("Ann signs in again, and signs out");
        var tokens = login();
        script.exchange("POST /v1/login", tokens, "signed in");
        var revoked =
                wire.form(at("/oauth2/revoke"), Map.of("token", tokens.text("refresh_token")));
        script.exchange("POST /oauth2/revoke", revoked, "signed out");
        var after = exchange(tokens.text("refresh_token"));
        script.exchange("POST /oauth2/token", after, after.text("error"));
        script.expect(
                revoked.status() == 200
                        && after.status() == 400
                        && !active(tokens.text("access_token"), secret),
                "neither her refresh token nor her access token is good any more");
    }

    private Reply login() {
        var json =
                new JsonWriter()
                        .beginObject()
                        .field("username", "ann")
                        .field("password", PASSWORD)
                        .endObject()
                        .toString();
        return wire.json(at("/v1/login"), json, Optional.empty());
    }

    private Reply exchange(String refreshToken) {
        return wire.form(
                at("/oauth2/token"),
                Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    private boolean active(String token, String secret) {
        return wire.form(
                        at("/oauth2/introspect"),
                        Map.of(
                                "token", token,
                                "client_id", "orders-service",
                                "client_secret", secret))
                .flag("active");
    }

    private Reply admin(String path, JsonWriter json) {
        var reply = wire.json(at(path), json.toString(), Optional.of(adminKey));
        if (!Set.of(200, 201).contains(reply.status())) {
            throw new Surprised(path + " answered " + reply.status());
        }
        return reply;
    }

    private URI at(String path) {
        return authority.resolve(path);
    }

    private static String encoded(String json) {
        return Base64Url.encode(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String kid(Reply tokens) {
        byte[] header = Base64Url.decode(tokens.text("access_token").split("\\.", -1)[0]);
        return header == null ? "" : Reply.of(200, header).text("kid");
    }

    private static String payload(String token) {
        byte[] json = Base64Url.decode(token.split("\\.", -1)[1]);
        return json == null ? "" : Printable.of(new String(json, StandardCharsets.UTF_8));
    }
}
