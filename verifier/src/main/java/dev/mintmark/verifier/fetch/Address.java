package dev.mintmark.verifier.fetch;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/// Which addresses an issuer's documents may be fetched from.
public final class Address {

    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.[0-9]{1,3}){3}");

    private Address() {}

    /// Whoever can change keys on their way can sign as the issuer, and whoever can hold
    /// revocations back can use what was stolen, so only TLS will do; what does not leave the
    /// machine needs none.
    public static URI requireFetchable(URI uri) {
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "an address to fetch from has a host, and neither user nor fragment");
        }
        if (!isScheme(uri, "https") && !(isScheme(uri, "http") && isLoopback(host))) {
            throw new IllegalArgumentException(
                    "documents are fetched over https only (http is for loopback)");
        }
        return uri;
    }

    /// Scheme, host and port; a default port and none are the same.
    public static boolean sameOrigin(URI one, URI other) {
        return equalsIgnoringCase(one.getScheme(), other.getScheme())
                && equalsIgnoringCase(one.getHost(), other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return isScheme(uri, "https") ? 443 : 80;
    }

    /// By its written form only: what a name resolves to can change between a check and its use.
    private static boolean isLoopback(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.equals("localhost")
                || lower.endsWith(".localhost")
                || lower.equals("[::1]")
                || LOOPBACK_V4.matcher(lower).matches();
    }

    private static boolean isScheme(URI uri, String scheme) {
        return scheme.equalsIgnoreCase(uri.getScheme());
    }

    private static boolean equalsIgnoringCase(@Nullable String one, @Nullable String other) {
        return Objects.requireNonNullElse(one, "")
                .equalsIgnoreCase(Objects.requireNonNullElse(other, ""));
    }
}
