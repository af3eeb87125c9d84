package dev.mintmark.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRulesTest {

    private static final AccessRules RULES =
            AccessRules.everywhere(Access.required())
                    .at("/health", Access.open())
                    .on("GET", "/orders/*", Access.scopes("read"))
                    .at("/orders/*", Access.scopes("write"));

    @ParameterizedTest
    @CsvSource({
        "GET,    /orders,        read",
        "GET,    /orders/,       read",
        "GET,    /orders/1/line, read",
        "HEAD,   /orders,        read",
        "POST,   /orders,        write",
        "get,    /orders,        write",
        "DELETE, /orders/1,      write",
    })
    void the_first_rule_that_fits_decides(String method, String path, String scope) {
        assertThat(RULES.find(method, path)).isEqualTo(Access.scopes(scope));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "", "/ordersx", "/order", "/health/x", "/HEALTH"})
    void where_no_rule_fits_the_general_one_does(String path) {
        assertThat(RULES.find("GET", path)).isEqualTo(Access.required());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/"})
    void a_slash_at_the_end_makes_no_other_address(String path) {
        assertThat(RULES.find("GET", path)).isEqualTo(Access.open());
    }

    /// Requests with such paths are turned away, so that such rules would never fit.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a//b", "/a/../b", "/a/./b", "/a/..", "/a;v=1", "/a%2fb", "/a\\b", "/a\nb", "//"
            })
    void a_path_that_never_comes_is_refused(String path) {
        assertThatThrownBy(() -> RULES.at(path, Access.open()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "get", "", "GET "})
    void a_method_that_never_comes_is_refused(String method) {
        assertThatThrownBy(() -> RULES.on(method, "/orders", Access.open()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everything_is_a_path_too() {
        var rules = AccessRules.everywhere(Access.open()).at("/*", Access.required());
        assertThat(rules.find("GET", "/")).isEqualTo(Access.required());
        assertThat(rules.find("GET", "")).isEqualTo(Access.required());
        assertThat(rules.find("GET", "/a/b")).isEqualTo(Access.required());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "orders", "/orders*", "/*/orders", "/a/*/*", "*"})
    void a_path_that_means_nothing_is_refused(String path) {
        assertThatThrownBy(() -> RULES.at(path, Access.open()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
