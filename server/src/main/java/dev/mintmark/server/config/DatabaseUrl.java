package dev.mintmark.server.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the URL of a database, as the JDBC drivers write it and, for PostgreSQL, as its own
/// programs do. A URL may carry a password, so none of it is ever quoted.
final class DatabaseUrl {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final Pattern POSTGRESQL =
            Pattern.compile(
                    "(?:jdbc:)?postgres(?:ql)?://"
                            + "(?:(?<user>[^:@/?#]*)(?::(?<password>[^@/?#]*))?@)?"
                            + "(?<hosts>[^@/?#]+)/(?<name>[^/?#]+)(?:\\?(?<parameters>[^#]*))?");
    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?");

    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private DatabaseUrl() {}

    /// @throws IllegalArgumentException that says what is expected
    static Database parse(String url, int connections, boolean notifies) {
        if (url.startsWith(SQLITE)) {
            return embedded(url.substring(SQLITE.length()));
        }
        var postgresql = POSTGRESQL.matcher(url);
        if (postgresql.matches()) {
            return server(postgresql, connections, notifies);
        }
        throw new IllegalArgumentException(
                "must be postgresql://user@host:port/database, or jdbc:sqlite: and the path of a"
                        + " file; what means something in a URL is written in percent, as %40 for @");
    }

    private static Database embedded(String path) {
        if (path.isEmpty() || path.startsWith(":") || path.contains("?")) {
            throw new IllegalArgumentException("must be jdbc:sqlite: and the path of a file");
        }
        return new Database.Embedded(Path.of(path));
    }

    private static Database server(Matcher url, int connections, boolean notifies) {
        var hosts = url.group("hosts");
        for (var host : hosts.split(",", -1)) {
            if (!HOST.matcher(host).matches()) {
                throw new IllegalArgumentException(
                        "must name a host, or host:port, or several of them separated by commas");
            }
        }
        var parameters = parameters(url);
        var user = either(url, "user", parameters);
        var password = either(url, "password", parameters);
        return new Database.Server(
                hosts,
                decoded(url.group("name")),
                user,
                password.<SecretSetting>map(DatabaseUrl::given)
                        .orElseGet(SecretSetting.NotGiven::new),
                parameters,
                connections,
                notifies);
    }

    private static SecretSetting given(String password) {
        return new SecretSetting.Given(
                Setting.DATABASE_URL.key(), new Secret(password), Optional.empty(), Secret::new);
    }

    /// Before the host, or among the parameters.
    private static Optional<String> either(
            Matcher url, String name, Map<String, String> parameters) {
        var before = url.group(name) == null ? "" : decoded(url.group(name));
        var among = Optional.ofNullable(parameters.remove(name)).orElse("");
        if (!before.isEmpty() && !among.isEmpty()) {
            throw new IllegalArgumentException("names the %s twice".formatted(name));
        }
        return Optional.of(before + among).filter(text -> !text.isEmpty());
    }

    private static Map<String, String> parameters(Matcher url) {
        var parameters = new HashMap<String, String>();
        var query = url.group("parameters");
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        for (var pair : query.split("&", -1)) {
            var parts = pair.split("=", 2);
            if (parts.length != 2 || parts[0].isEmpty()) {
                throw new IllegalArgumentException("has a parameter that is not name=value");
            }
            var before = parameters.put(decoded(parts[0]), decoded(parts[1]));
            if (before != null) {
                throw new IllegalArgumentException("has the same parameter twice");
            }
        }
        return parameters;
    }

    /// A plus sign is a plus sign here, not a blank as in a form. What is wrong is found before the
    /// decoder finds it, whose complaint would quote a part of the password.
    private static String decoded(String text) {
        if (BAD_ESCAPE.matcher(text).find()) {
            throw new IllegalArgumentException("has a % that is not followed by two digits");
        }
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
