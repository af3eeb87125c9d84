package dev.mintmark.adapter.http;

import dev.mintmark.adapter.http.Answer.Header;
import dev.mintmark.verifier.json.JsonWriter;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a service says about itself to clients that look for a token (RFC 9728): a document at a
/// well-known address, which its challenges point to.
///
/// @param resource the service as clients know it, and as tokens name it in `aud` when they were
///   asked for by RFC 8707
/// @param authorizationServers issuers whose tokens are taken
/// @param scopes those that clients may ask for; empty to leave it unsaid
/// @param dpopRequired whether only tokens bound to a key are taken
public record ProtectedResource(
        URI resource, List<URI> authorizationServers, Set<String> scopes, boolean dpopRequired) {

    private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

    public ProtectedResource {
        if (resource.getHost() == null
                || resource.getRawUserInfo() != null
                || resource.getRawQuery() != null
                || resource.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "a resource is an absolute URI with a host, without user, query and fragment");
        }
        authorizationServers = List.copyOf(authorizationServers);
        scopes = Set.copyOf(scopes);
    }

    public static ProtectedResource of(URI resource, URI issuer) {
        return new ProtectedResource(resource, List.of(issuer), Set.of(), false);
    }

    public ProtectedResource withScopes(Collection<String> changed) {
        return new ProtectedResource(
                resource, authorizationServers, Set.copyOf(changed), dpopRequired);
    }

    public ProtectedResource requiringDpop() {
        return new ProtectedResource(resource, authorizationServers, scopes, true);
    }

    /// Where clients look for the document: the well-known part comes between host and path (§3.1).
    public URI metadataAddress() {
        return resource.resolve(metadataPath());
    }

    public String metadataPath() {
        String path = resource.getRawPath();
        return path.equals("/") ? WELL_KNOWN : WELL_KNOWN + path;
    }

    /// The document, for anybody to read, scripts of other origins included.
    public Answer document() {
        var json =
                new JsonWriter()
                        .beginObject()
                        .field("resource", resource.toString())
                        .field(
                                "authorization_servers",
                                authorizationServers.stream().map(URI::toString).toList())
                        .field("bearer_methods_supported", List.of("header"));
        if (!scopes.isEmpty()) {
            json.field("scopes_supported", new TreeSet<>(scopes));
        }
        json.field("dpop_bound_access_tokens_required", dpopRequired);
        return new Answer(
                200,
                List.of(
                        new Header("Content-Type", "application/json"),
                        new Header("Cache-Control", "public, max-age=300"),
                        new Header("Access-Control-Allow-Origin", "*")),
                json.endObject().toBytes());
    }
}
