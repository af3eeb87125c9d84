package dev.mintmark.e2e;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static java.net.http.HttpRequest.BodyPublishers.ofString;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A browser as the authority sees it: keeps cookies, follows no redirect by itself.
public final class Browser {
    private static final Pattern SET_COOKIE = Pattern.compile("([^=;]+)=([^;]*)(;.*)?");
    private static final Pattern FORM_TOKEN =
            Pattern.compile("name=\"csrf_token\" value=\"([^\"]+)\"");

    private final Caller caller;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    public Browser(URI base) {
        this.caller = new Caller(base);
    }

    /// Sends this header with every request from now on.
    public Browser sending(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public Answer get(String path) {
        return send(path, builder -> builder.GET());
    }

    public Answer form(String path, String... pairs) {
        return send(
                path,
                builder ->
                        builder.header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(ofString(Caller.encoded(pairs))));
    }

    public Answer json(String path, String body, String csrfToken) {
        return send(
                path,
                builder ->
                        builder.header("Content-Type", "application/json")
                                .header("X-CSRF-Token", csrfToken)
                                .POST(ofString(body)));
    }

    public Answer delete(String path, String csrfToken) {
        return send(
                path,
                builder -> builder.header("X-CSRF-Token", csrfToken).method("DELETE", noBody()));
    }

    /// Signs in through the page, as a person would.
    public Answer signIn(String user, String password, String... more) {
        var token = formToken(get("/login"));
        var pairs = new String[6 + more.length];
        System.arraycopy(
                new String[] {"username", user, "password", password, "csrf_token", token},
                0,
                pairs,
                0,
                6);
        System.arraycopy(more, 0, pairs, 6, more.length);
        return form("/login", pairs);
    }

    /// The token for scripts.
    public String csrfToken() {
        return get("/session").text("csrf_token");
    }

    static String formToken(Answer page) {
        var found = FORM_TOKEN.matcher(page.body());
        if (!found.find()) {
            throw new AssertionError("no token on the page: " + page.body());
        }
        return found.group(1);
    }

    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    /// Another browser with the same cookies, as after a theft.
    public Browser copy() {
        var copy = new Browser(caller.base());
        copy.cookies.putAll(cookies);
        return copy;
    }

    public Answer send(String path, java.util.function.UnaryOperator<HttpRequest.Builder> change) {
        var builder = caller.request(path);
        headers.forEach(builder::header);
        if (!cookies.isEmpty()) {
            builder.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(one -> one.getKey() + "=" + one.getValue())
                            .collect(Collectors.joining("; ")));
        }
        var answer = caller.send(change.apply(builder));
        answer.lines("Set-Cookie").forEach(this::keep);
        return answer;
    }

    private void keep(String line) {
        var parts = SET_COOKIE.matcher(line);
        if (!parts.matches()) {
            throw new AssertionError("not a cookie: " + line);
        }
        if (line.contains("Max-Age=0;")) {
            cookies.remove(parts.group(1));
        } else {
            cookies.put(parts.group(1), parts.group(2));
        }
    }
}
