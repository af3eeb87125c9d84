package dev.mintmark.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/// The URL the authority is known by. Every verifier compares it character by character, so there
/// is exactly one way to write it: lower-case scheme and host, no default port, no query, no
/// fragment, no trailing slash.
public record Issuer(URI uri) {
    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.\\d{1,3}){3}");
    private static final Pattern DOT_SEGMENTS = Pattern.compile("(^|.*/)\\.{0,2}(/.*|$)");

    public Issuer {
        var problem = problemWith(uri);
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException("'%s' %s".formatted(uri, problem));
        }
    }

    /// @throws IllegalArgumentException with a sentence an operator can act on
    public static Issuer of(String text) {
        try {
            return new Issuer(new URI(text));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'%s' is not a URL".formatted(text), e);
        }
    }

    static Issuer onThisMachine(int port) {
        return of(port == 80 ? "http://localhost" : "http://localhost:" + port);
    }

    public String text() {
        return uri.toString();
    }

    /// Whether only this machine can reach it: plain http and secrets made on the spot are then
    /// fine.
    public boolean isLoopback() {
        return isLoopback(uri.getHost());
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("[::1]")
                || LOOPBACK_V4.matcher(host).matches();
    }

    private static String problemWith(URI uri) {
        var scheme = uri.getScheme();
        var host = uri.getHost();
        if (scheme == null || host == null || !(scheme.equals("https") || scheme.equals("http"))) {
            return "must be an https URL with a host";
        }
        if (!host.equals(host.toLowerCase(Locale.ROOT))) {
            return "must have its host in lower case";
        }
        if (uri.getRawUserInfo() != null) {
            return "must not carry a user name or password";
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return "must have neither query nor fragment";
        }
        if (uri.getPort() == (scheme.equals("https") ? 443 : 80)
                || uri.getRawAuthority().endsWith(":")) {
            return "must not name the default port";
        }
        var path = uri.getRawPath();
        if (path.endsWith("/")) {
            return "must not end with a slash";
        }
        if (!path.isEmpty() && DOT_SEGMENTS.matcher(path.substring(1)).matches()) {
            return "must not have empty or dot segments in its path";
        }
        return scheme.equals("http") && !isLoopback(host)
                ? "must be https: plain http is for localhost, 127.0.0.0/8 and [::1] only"
                : "";
    }
}
