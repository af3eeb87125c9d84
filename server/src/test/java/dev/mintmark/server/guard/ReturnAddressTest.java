package dev.mintmark.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Set;

/// V3.7.2, RFC 9700 section 4.11.
class ReturnAddressTest {
    private final CrossSiteRule origins = new CrossSiteRule(Set.of("https://shop.example"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/account",
                "/orders?page=2#top",
                "/%2F%2Fevil.example",
                "https://shop.example",
                "https://shop.example/orders?page=2"
            })
    void paths_and_listed_origins_are_gone_on_to(String address) {
        assertThat(ReturnAddress.orElse(address, origins, "no")).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "account",
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                " https://shop.example",
                "https://evil.example",
                "https://shop.example.evil.example",
                "https://shop.example@evil.example",
                "https://user@shop.example",
                "http://shop.example",
                "https:shop.example",
                "https:/shop.example",
                "HTTPS://shop.example",
                "javascript:alert(1)",
                "data:text/html,x",
                "/ünïcode"
            })
    void everything_else_is_not(String address) {
        assertThat(ReturnAddress.orElse(address, origins, "no")).isEqualTo("no");
    }

    @Test
    void an_endless_address_is_not() {
        assertThat(ReturnAddress.orElse("/" + "a".repeat(2048), origins, "no")).isEqualTo("no");
    }
}
