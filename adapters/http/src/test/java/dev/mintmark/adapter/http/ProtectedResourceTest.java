package dev.mintmark.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.List;

///
class ProtectedResourceTest {

    private static final URI ISSUER = URI.create("https://id.example.com");

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com,          https://api.example.com/.well-known/oauth-protected-resource",
        "https://api.example.com/,         https://api.example.com/.well-known/oauth-protected-resource",
        "https://api.example.com/orders,   https://api.example.com/.well-known/oauth-protected-resource/orders",
        "https://api.example.com:8443/a/b, https://api.example.com:8443/.well-known/oauth-protected-resource/a/b",
    })
    void the_document_lies_between_host_and_path(URI resource, URI address) {
        assertThat(ProtectedResource.of(resource, ISSUER).metadataAddress()).isEqualTo(address);
    }

    @Test
    void the_document_says_where_tokens_come_from_and_how_to_send_them() {
        var resource =
                ProtectedResource.of(URI.create("https://api.example.com/orders"), ISSUER)
                        .withScopes(List.of("orders:write", "orders:read"))
                        .requiringDpop();
        assertThat(new String(resource.document().body(), UTF_8))
                .isEqualTo(
                        "{\"resource\":\"https://api.example.com/orders\","
                                + "\"authorization_servers\":[\"https://id.example.com\"],"
                                + "\"bearer_methods_supported\":[\"header\"],"
                                + "\"scopes_supported\":[\"orders:read\",\"orders:write\"],"
                                + "\"dpop_bound_access_tokens_required\":true}");
        assertThat(resource.document().status()).isEqualTo(200);
        assertThat(resource.document().header("Content-Type")).contains("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/orders",
                "urn:orders",
                "https://api.example.com/?a=b",
                "https://api.example.com/#a",
                "https://user@api.example.com/"
            })
    void what_is_no_address_of_a_service_is_refused(URI resource) {
        assertThatThrownBy(() -> ProtectedResource.of(resource, ISSUER))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
