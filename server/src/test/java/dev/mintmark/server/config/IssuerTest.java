package dev.mintmark.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://auth.example",
                "https://auth.example:8443/tenant/a",
                "http://localhost:9400",
                "http://127.8.9.1",
                "http://[::1]:9400"
            })
    void an_issuer_has_one_spelling(String text) {
        assertThat(Issuer.of(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth.example",
                "ftp://auth.example",
                "http://auth.example",
                "http://127.0.0.1.evil.example",
                "http://localhost.evil.example",
                "https://Auth.example",
                "HTTPS://auth.example",
                "https://auth.example/",
                "https://auth.example/a/",
                "https://auth.example/a/../b",
                "https://auth.example/a//b",
                "https://auth.example:443",
                "https://auth.example:",
                "https://auth.example?x",
                "https://auth.example#x",
                "https://me@auth.example",
                "https://",
                "https:// x",
            })
    void any_other_spelling_of_an_issuer_is_refused(String text) {
        assertThatThrownBy(() -> Issuer.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
