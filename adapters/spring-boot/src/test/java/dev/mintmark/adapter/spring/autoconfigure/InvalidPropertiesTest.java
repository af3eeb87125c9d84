package dev.mintmark.adapter.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mintmark.adapter.spring.Running;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Wrong properties fail the start, in sentences.
class InvalidPropertiesTest {

    private static final Map<String, Object> GOOD =
            Map.of("mintmark.issuer", "https://id.example.com", "mintmark.audience", "orders-api");

    /// As Spring Boot does it.
    private static FailureAnalysis failure(Map<String, Object> properties) {
        Throwable failure = catchThrowable(() -> Running.start(properties).close());
        assertThat(failure).as("the application must not start").isNotNull();
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(
                        FailureAnalyzer.class,
                        ArgumentResolver.of(BeanFactory.class, new DefaultListableBeanFactory())
                                .and(Environment.class, new StandardEnvironment()),
                        // Some need libraries that are not here, and are passed over.
                        (type, name, missing) -> {})
                .stream()
                .map(analyzer -> analyzer.analyze(failure))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody can explain it", failure));
    }

    private static FailureAnalysis failureWith(String property, String value) {
        var properties = new HashMap<String, Object>(GOOD);
        properties.put(property, value);
        return failure(properties);
    }

    @Test
    void what_is_missing_is_named_all_at_once() {
        assertThat(failure(Map.of()).getDescription())
                .contains(
                        "mintmark.issuer is missing: set it to the issuer",
                        "mintmark.audience is missing: set it to the name");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "mintmark.issuer,       http://id.example.com,   mintmark.issuer: documents are fetched over https only (http is for loopback).",
                "mintmark.issuer,       https://a.example?x=y,   mintmark.issuer: an issuer is an absolute URI without query and fragment.",
                "mintmark.jwks-uri,     http://id.example.com/k, mintmark.jwks-uri: documents are fetched over https only (http is for loopback).",
                "mintmark.leeway,       2m,                      mintmark.leeway: the leeway must be between 0 and 60 seconds.",
                "mintmark.max-lifetime, 0s,                      mintmark.max-lifetime: the longest lifetime must be positive.",
                "mintmark.algorithms,   HS256,                   mintmark.algorithms has one that needs a shared secret",
                "mintmark.key-snapshot, /not/there/keys.json,    mintmark.key-snapshot names a file in a folder that is not there.",
                "mintmark.dpop.mode,    required,                mintmark.dpop.external-url is missing",
                "mintmark.dpop.nonce-secret, c2hvcnQ,            mintmark.dpop.nonce-secret: ",
                "mintmark.dpop.nonce-secret, not base64url,      mintmark.dpop.nonce-secret: the secret is not base64url.",
                "mintmark.revocation.client-id, orders,          mintmark.revocation.client-id and mintmark.revocation.client-secret belong together",
                "mintmark.revocation.stream-uri, https://a.example/s, mintmark.revocation.stream-uri needs a client",
                "mintmark.revocation.max-staleness, 1s,          mintmark.revocation.max-staleness: ",
                "mintmark.revocation.longest-token-life, 2d,     mintmark.revocation.longest-token-life: ",
                "mintmark.revocation.lists-uri, http://a.example/status/, mintmark.revocation.lists-uri: documents are fetched over https only",
                "mintmark.revocation.lists-uri, https://a.example/status, mintmark.revocation.lists-uri: the prefix of list addresses ends in a slash",
                "mintmark.realm,        b\u00fccher,             mintmark.realm: a challenge can hold printable ASCII characters only.",
                "mintmark.resource.uri, /orders,                 mintmark.resource.uri: a resource is an absolute URI with a host",
            })
    void what_makes_no_sense_is_put_down_to_its_property(
            String property, String value, String sentence) {
        var properties = new HashMap<String, Object>(GOOD);
        properties.put(property, value);
        var bound =
                new Binder(new MapConfigurationPropertySource(properties))
                        .bindOrCreate("mintmark", MintmarkProperties.class);
        assertThatThrownBy(() -> Setup.of(bound))
                .isInstanceOfSatisfying(
                        InvalidProperties.class,
                        invalid ->
                                assertThat(invalid.problems())
                                        .singleElement()
                                        .asString()
                                        .startsWith(sentence));
    }

    @ParameterizedTest
    @CsvSource({
        "mintmark.algorithms,      none",
        "mintmark.revocation.mode, sometimes",
        "mintmark.resource.url,    https://api.example.com"
    })
    void what_cannot_be_read_or_is_unknown_is_named(String property, String value) {
        assertThat(failureWith(property, value).getDescription()).contains(property);
    }
}
