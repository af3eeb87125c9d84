package dev.mintmark.server.http.published;

import dev.mintmark.server.client.GrantType;
import dev.mintmark.server.http.Endpoint;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.revocation.status.StatusLists;
import dev.mintmark.server.revocation.stream.RevocationStream;
import dev.mintmark.verifier.json.JsonWriter;

import java.util.Arrays;
import java.util.List;

/// Where everything is (RFC 8414 section 2; OpenID Connect Discovery section 3). One document for
/// both names, and only what works is in it: a client that reads an endpoint here can use it.
public final class Metadata implements Endpoint {
    private static final List<String> SECRET_METHODS =
            List.of("client_secret_basic", "client_secret_post");
    private static final List<String> ALL_METHODS =
            List.of("client_secret_basic", "client_secret_post", "none");

    private final HttpResponse answer;

    public Metadata(String issuer) {
        byte[] json =
                new JsonWriter()
                        .beginObject()
                        .field("issuer", issuer)
                        .field("jwks_uri", issuer + "/.well-known/jwks.json")
                        .field("token_endpoint", issuer + "/oauth2/token")
                        .field("token_endpoint_auth_methods_supported", ALL_METHODS)
                        .field("revocation_endpoint", issuer + "/oauth2/revoke")
                        .field("revocation_endpoint_auth_methods_supported", ALL_METHODS)
                        .field("introspection_endpoint", issuer + "/oauth2/introspect")
                        .field("introspection_endpoint_auth_methods_supported", SECRET_METHODS)
                        .field(
                                "grant_types_supported",
                                Arrays.stream(GrantType.values()).map(GrantType::word).toList())
                        .field(
                                "status_list_aggregation_endpoint",
                                StatusLists.aggregationUri(issuer))
                        .field("mintmark_revocation_stream", issuer + RevocationStream.PATH)
                        .field("subject_types_supported", List.of("public"))
                        .endObject()
                        .toBytes();
        answer = HttpResponse.json(200, json).header("Cache-Control", "public, max-age=300");
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        return answer;
    }
}
