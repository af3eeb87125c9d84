package dev.mintmark.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.TestKeys;
import dev.mintmark.verifier.jose.VerificationKey;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.Map;

/// Where keys are looked for, and where not, against a real HTTP server.
@Timeout(60)
class KeyDiscoveryTest {

    private static final String METADATA = "/.well-known/openid-configuration";
    private static final VerificationKey OLD = TestKeys.key(Algorithm.ES256);

    private final FakeIssuer issuer = new FakeIssuer();
    private final MovableClock clock = new MovableClock();
    private RemoteKeys keys = KeySource.atUrl(issuer.keysUri()).withClock(clock);

    @AfterEach
    void close() {
        keys.close();
        issuer.close();
    }

    @ParameterizedTest
    @DisplayName("R-080: https, or http on loopback")
    @ValueSource(
            strings = {
                "http://id.example.com/keys",
                "ftp://127.0.0.1/keys",
                "file:///etc/passwd",
                "http://127.0.0.1.evil.example/keys",
                "http://localhost.evil.example/keys",
                "https://user@id.example.com/keys",
                "/keys"
            })
    void an_address_without_tls_is_not_accepted(String address) {
        assertThatThrownBy(() -> KeySource.atUrl(URI.create(address)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @DisplayName("R-080: redirects")
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_is_not_followed(int status) {
        try (var elsewhere = new FakeIssuer().publishes(OLD)) {
            issuer.serves(
                    FakeIssuer.KEYS,
                    new FakeIssuer.Answer(
                            status, Map.of("Location", elsewhere.keysUri().toString()), ""));
            assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Unavailable.class);
            assertThat(elsewhere.requestsFor(FakeIssuer.KEYS)).isZero();
        }
    }

    @Test
    @DisplayName("R-080: 512 KiB")
    void a_document_that_is_too_long_is_not_read() {
        String set = FakeIssuer.keySet(OLD);
        issuer.serves(FakeIssuer.KEYS, 200, set + " ".repeat(512 * 1024));
        assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Unavailable.class);
        assertThat(keys.failure()).get().asString().contains("longer than");
    }

    @Test
    @DisplayName("R-081: discovery")
    void keys_are_found_through_the_issuers_metadata() {
        issuer.publishes(OLD)
                .serves("/.well-known/openid-configuration", 200, metadata(issuer.uri()));
        keys = KeySource.discoveredFrom(issuer.uri()).withClock(clock);
        assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Found.class);
    }

    @Test
    @DisplayName("R-081: RFC 8414, with the path behind the well-known part")
    void an_oauth_issuer_with_a_path_is_found_too() {
        URI tenant = issuer.uri().resolve("/tenant");
        issuer.publishes(OLD)
                .serves("/.well-known/oauth-authorization-server/tenant", 200, metadata(tenant));
        keys = KeySource.discoveredFrom(tenant).withClock(clock);
        assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Found.class);
        assertThat(issuer.requestsFor("/tenant/.well-known/openid-configuration")).isEqualTo(1);
    }

    @Test
    @DisplayName("R-081: metadata of somebody else")
    void metadata_that_names_another_issuer_is_not_used() {
        issuer.publishes(OLD)
                .serves(
                        "/.well-known/openid-configuration",
                        200,
                        metadata(URI.create(issuer.uri() + "/")));
        keys = KeySource.discoveredFrom(issuer.uri()).withClock(clock);
        assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Unavailable.class);
        assertThat(issuer.requestsFor(FakeIssuer.KEYS)).isZero();
    }

    @Test
    @DisplayName("R-081: jwks_uri elsewhere")
    void metadata_cannot_send_us_to_another_origin() {
        try (var elsewhere = new FakeIssuer().publishes(OLD)) {
            issuer.serves(
                    "/.well-known/openid-configuration",
                    200,
                    "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}"
                            .formatted(issuer.uri(), elsewhere.keysUri()));
            keys = KeySource.discoveredFrom(issuer.uri()).withClock(clock);
            assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Unavailable.class);
            assertThat(elsewhere.requestsFor(FakeIssuer.KEYS)).isZero();
        }
    }

    @Test
    @DisplayName("R-081: jwks_uri elsewhere, where it was allowed")
    void keys_may_be_on_another_origin_that_was_named() {
        try (var elsewhere = new FakeIssuer().publishes(OLD);
                var third = new FakeIssuer()) {
            issuer.serves(METADATA, 200, metadata(issuer.uri(), elsewhere.keysUri()));
            keys =
                    KeySource.discoveredFrom(issuer.uri())
                            .allowingKeysAt(third.uri())
                            .withClock(clock);
            assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Unavailable.class);
            keys.close();
            keys =
                    KeySource.discoveredFrom(issuer.uri())
                            .allowingKeysAt(elsewhere.uri())
                            .withClock(clock);
            assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Found.class);
        }
    }

    @ParameterizedTest
    @DisplayName("R-081: metadata that leads nowhere")
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "{}",
                "{\"issuer\":\"ISSUER\"}",
                "{\"issuer\":\"ISSUER\",\"jwks_uri\":7}",
                "{\"issuer\":\"ISSUER\",\"jwks_uri\":\"/keys\"}",
                "{\"issuer\":\"ISSUER\",\"jwks_uri\":\"file:///etc/passwd\"}",
                "{\"issuer\":\"ISSUER\",\"jwks_uri\":\"http://169.254.169.254/keys\"}",
                "{\"issuer\":\"ISSUER\",\"jwks_uri\":\"ISSUER@evil.example/keys\"}",
                "{\"issuer\":\"ISSUER\",\"issuer\":\"ISSUER\",\"jwks_uri\":\"ISSUER/keys\"}",
                "{\"issuer\":[\"ISSUER\"],\"jwks_uri\":\"ISSUER/keys\"}"
            })
    void metadata_that_is_wrong_is_not_followed(String body) {
        issuer.publishes(OLD)
                .serves(METADATA, 200, body.replace("ISSUER", issuer.uri().toString()));
        keys = KeySource.discoveredFrom(issuer.uri()).withClock(clock);
        assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Unavailable.class);
        assertThat(issuer.requestsFor(FakeIssuer.KEYS)).isZero();
        assertThat(keys.failure()).isPresent();
    }

    @Test
    @DisplayName("R-080: inside, where only public addresses are wanted")
    void an_issuer_that_somebody_else_named_is_not_looked_for_on_this_machine() {
        issuer.publishes(OLD);
        keys = KeySource.atUrl(issuer.keysUri()).publicAddressesOnly().withClock(clock);
        assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Unavailable.class);
        assertThat(keys.failure()).get().asString().contains("inside");
        assertThat(issuer.requestsFor(FakeIssuer.KEYS)).isZero();
    }

    @Test
    void an_address_that_is_known_names_no_other() {
        assertThatThrownBy(() -> keys.allowingKeysAt(URI.create("https://keys.example.com")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private KeyLookup lookup(String kid) {
        return keys.lookup(kid, Algorithm.ES256);
    }

    private String metadata(URI named) {
        return metadata(named, issuer.keysUri());
    }

    private static String metadata(URI named, URI keySet) {
        return "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(named, keySet);
    }
}
