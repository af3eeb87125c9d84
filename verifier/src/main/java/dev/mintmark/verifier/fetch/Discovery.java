package dev.mintmark.verifier.fetch;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.MalformedJson;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// The address that the issuer's metadata names (OpenID Connect Discovery §4, RFC 8414 §3).
///
/// The metadata is asked for anew with every download. It is small, and an issuer that moves its
/// keys is then followed without a restart.
record Discovery(URI issuer, Fetcher fetcher) implements KeySetAddress {

    @Override
    public Download download(@Nullable Algorithm rsaAlgorithm) {
        var failures = new ArrayList<String>();
        for (URI address : metadataAddresses()) {
            Fetched fetched = fetcher.get(address);
            if (fetched instanceof Fetched.Document document) {
                return keysNamedIn(document.body(), rsaAlgorithm);
            } else if (fetched instanceof Fetched.Failed failed) {
                failures.add(address + ": " + failed.reason());
            }
        }
        return new Download.Failed("no metadata: " + failures);
    }

    /// OpenID Connect appends the well-known path to the issuer, RFC 8414 puts it before the
    /// issuer's own path.
    private List<URI> metadataAddresses() {
        String path = issuer.getRawPath();
        String base = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return List.of(
                issuer.resolve(base + "/.well-known/openid-configuration"),
                issuer.resolve("/.well-known/oauth-authorization-server" + base));
    }

    private Download keysNamedIn(byte[] metadata, @Nullable Algorithm rsaAlgorithm) {
        try {
            return JsonReader.read(metadata, JsonLimits.DOCUMENT) instanceof JsonObject members
                    ? keysNamedIn(members, rsaAlgorithm)
                    : new Download.Failed("the metadata is not an object");
        } catch (MalformedJson e) {
            return new Download.Failed("metadata: " + e.getMessage());
        }
    }

    private Download keysNamedIn(JsonObject metadata, @Nullable Algorithm rsaAlgorithm) {
        // As text, without any normalising: an issuer under another name could be another issuer.
        if (!(metadata.member("issuer") instanceof JsonString named)
                || !named.value().equals(issuer.toString())) {
            return new Download.Failed("the metadata is of another issuer");
        }
        URI keys;
        try {
            keys = Address.requireFetchable(URI.create(metadata.string("jwks_uri").orElse("")));
        } catch (IllegalArgumentException e) {
            return new Download.Failed("jwks_uri is absent or cannot be used");
        }
        // A document must not be able to send us anywhere but back to where it came from.
        return Address.sameOrigin(keys, issuer)
                ? new KnownAddress(keys, fetcher).download(rsaAlgorithm)
                : new Download.Failed("jwks_uri is not on the issuer's origin");
    }
}
