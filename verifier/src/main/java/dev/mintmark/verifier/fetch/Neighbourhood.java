package dev.mintmark.verifier.fetch;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Keeps requests from going closer to home than the address that was configured: an issuer out in
/// the world has no business sending us to `10.0.0.5` or to the metadata service of a cloud (RFC
/// 8725 §3.10, server-side request forgery).
///
/// What the configured name stands for when it is first looked up is the measure from then on. One
/// that stood for a public address and later stands for a private one was rebound, and is not
/// asked.
///
/// Two things are out of our hands. The HTTP client looks the name up again when it connects; Java
/// keeps names for 30 seconds, so it normally finds what was checked here. And behind a proxy names
/// are the proxy's to look up, so nothing is checked. Either way TLS still demands a certificate
/// for the name, which no address inside has.
final class Neighbourhood {

    /// What looks names up.
    @FunctionalInterface
    interface Names {
        InetAddress[] addressesOf(String host) throws UnknownHostException;
    }

    private final URI home;
    private final boolean publicOnly;
    private final Names names;

    /// What `home` stood for at first.
    private volatile @Nullable Reach measure;

    Neighbourhood(URI home, boolean publicOnly, Names names) {
        this.home = home;
        this.publicOnly = publicOnly;
        this.names = names;
    }

    /// Why the address must not be asked, null when it may.
    @Nullable String objection(URI target) {
        if (isBehindProxy(target)) {
            return null;
        }
        String host = target.getHost();
        try {
            List<Reach> reaches = reaches(host);
            if (target.getScheme().equalsIgnoreCase("http")
                    && Collections.min(reaches) != Reach.LOCAL) {
                return "http is for loopback, and " + host + " is another machine";
            }
            return Collections.max(reaches).isCloserThan(closestAllowed())
                    ? host + " stands for an address inside, where nobody may send us"
                    : null;
        } catch (UnknownHostException e) {
            return "nobody knows the name " + host;
        }
    }

    private Reach closestAllowed() throws UnknownHostException {
        if (publicOnly) {
            return Reach.PUBLIC;
        }
        Reach known = measure;
        if (known == null) {
            known = Collections.max(reaches(home.getHost()));
            measure = known;
        }
        return known;
    }

    /// Of all the addresses that a name stands for: nobody says which one will be asked.
    private List<Reach> reaches(String host) throws UnknownHostException {
        return Arrays.stream(names.addressesOf(host)).map(Reach::of).toList();
    }

    private static boolean isBehindProxy(URI target) {
        ProxySelector selector = ProxySelector.getDefault();
        return selector != null
                && selector.select(target).stream()
                        .anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
    }
}
