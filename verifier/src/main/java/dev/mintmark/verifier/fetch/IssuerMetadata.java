package dev.mintmark.verifier.fetch;

import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.MalformedJson;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What an issuer says about itself (OpenID Connect Discovery §4, RFC 8414 §3).
public sealed interface IssuerMetadata {

    record Found(URI issuer, JsonObject members) implements IssuerMetadata {

        /// The address in this member, provided it is on the issuer's origin: a document must not
        /// be able to send us anywhere but back to where it came from.
        public Optional<URI> address(String member) {
            return address(member, Set.of());
        }

        /// Or on one of these, which we were told of by other ways than the document.
        Optional<URI> address(String member, Set<URI> alsoAllowed) {
            try {
                return members.string(member)
                        .map(URI::create)
                        .map(Address::requireFetchable)
                        .filter(uri -> isAllowed(uri, alsoAllowed));
            } catch (IllegalArgumentException notAnAddress) {
                return Optional.empty();
            }
        }

        private boolean isAllowed(URI uri, Set<URI> alsoAllowed) {
            return Address.sameOrigin(uri, issuer)
                    || alsoAllowed.stream().anyMatch(origin -> Address.sameOrigin(uri, origin));
        }
    }

    /// @param reason for the operator
    record Failed(String reason) implements IssuerMetadata {}

    /// Waits for the network, within the limits of the fetcher.
    static IssuerMetadata of(URI issuer, Fetcher fetcher) {
        var failures = new ArrayList<String>();
        for (URI address : addresses(issuer)) {
            Fetched fetched = fetcher.get(Wanted.json(address, "application/json"));
            if (fetched instanceof Fetched.Document document) {
                return read(issuer, document.body());
            } else if (fetched instanceof Fetched.Failed failed) {
                failures.add(address + ": " + failed.reason());
            }
        }
        return new Failed("no metadata: " + failures);
    }

    /// OpenID Connect appends the well-known path to the issuer, RFC 8414 puts it before the
    /// issuer's own path.
    private static List<URI> addresses(URI issuer) {
        String path = issuer.getRawPath();
        String base = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return List.of(
                issuer.resolve(base + "/.well-known/openid-configuration"),
                issuer.resolve("/.well-known/oauth-authorization-server" + base));
    }

    private static IssuerMetadata read(URI issuer, byte[] document) {
        try {
            return JsonReader.read(document, JsonLimits.DOCUMENT) instanceof JsonObject members
                    ? checked(issuer, members)
                    : new Failed("the metadata is not an object");
        } catch (MalformedJson e) {
            return new Failed("metadata: " + e.getMessage());
        }
    }

    /// As text, without any normalising: an issuer under another name could be another issuer.
    private static IssuerMetadata checked(URI issuer, JsonObject members) {
        return members.member("issuer") instanceof JsonString named
                        && named.value().equals(issuer.toString())
                ? new Found(issuer, members)
                : new Failed("the metadata is of another issuer");
    }
}
