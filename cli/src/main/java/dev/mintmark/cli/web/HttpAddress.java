package dev.mintmark.cli.web;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/// An address that a person gave us and that paths can be added to.
public record HttpAddress(URI uri) {
    /// Empty unless it is an absolute http or https address with neither user, query nor fragment.
    public static Optional<HttpAddress> parse(String text) {
        URI uri;
        try {
            uri = URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        boolean usable =
                isWeb(uri)
                        && uri.getHost() != null
                        && uri.getRawUserInfo() == null
                        && uri.getRawQuery() == null
                        && uri.getRawFragment() == null;
        return usable ? Optional.of(new HttpAddress(uri)) : Optional.empty();
    }

    private static boolean isWeb(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme())
                || "https".equalsIgnoreCase(uri.getScheme());
    }

    public boolean isEncrypted() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /// Names are not looked up: what a resolver says about a name is no promise about where a
    /// request goes.
    public boolean isLoopback() {
        var host = uri.getHost();
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        boolean literal = host.startsWith("[") || host.matches("[0-9]+(\\.[0-9]+){3}");
        try {
            return literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /// @param path begins with a slash
    public URI at(String path) {
        var base = uri.toString();
        return URI.create(
                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
