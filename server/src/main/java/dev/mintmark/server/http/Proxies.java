package dev.mintmark.server.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Whose word counts about where a request really came from. `X-Forwarded-For` is read from its
/// end, where our own proxies write, and no further than the first address that is none of ours:
/// everything before it was written by whoever likes to.
public final class Proxies {
    /// Nobody's.
    public static final Proxies NONE = new Proxies(_ -> false);

    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    /// Some proxies add the port: `192.0.2.7:4711`, `[2001:db8::7]:4711`.
    private static final Pattern WITH_PORT =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]{2,45})]|([0-9.]{7,15}))(?::[0-9]{1,5})?");

    private static final int MOST_HOPS = 32;

    private final Predicate<InetAddress> trusted;

    public Proxies(Predicate<InetAddress> trusted) {
        this.trusted = trusted;
    }

    boolean trusts(InetAddress peer) {
        return trusted.test(peer);
    }

    /// The nearest address that is not one of our proxies'; the peer when nothing better is known.
    InetAddress client(InetAddress peer, Headers headers) {
        if (!trusts(peer)) {
            return peer;
        }
        var nearest = peer;
        for (var hop : nearestHops(headers)) {
            var address = literal(hop);
            if (address.isEmpty()) {
                return nearest;
            }
            nearest = address.get();
            if (!trusts(nearest)) {
                return nearest;
            }
        }
        return nearest;
    }

    /// From the end, so that nothing a client puts at the beginning, however long, hides what our
    /// own proxies wrote behind it.
    private static List<String> nearestHops(Headers headers) {
        var hops = new ArrayList<String>();
        for (var line : headers.values("X-Forwarded-For").reversed()) {
            int end = line.length();
            while (end >= 0 && hops.size() < MOST_HOPS) {
                int comma = line.lastIndexOf(',', end - 1);
                hops.add(line.substring(comma + 1, end).strip());
                end = comma;
            }
        }
        return hops;
    }

    /// Only literal addresses, so that nothing asks a name server.
    private static Optional<InetAddress> literal(String hop) {
        var withPort = WITH_PORT.matcher(hop);
        var text =
                !withPort.matches()
                        ? hop
                        : withPort.group(1) != null ? withPort.group(1) : withPort.group(2);
        if (!ADDRESS.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
