package dev.mintmark.adapter.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.adapter.spring.RequiresToken;
import dev.mintmark.adapter.spring.Running;
import dev.mintmark.testkit.TestIssuer;
import dev.mintmark.testkit.TokenBuilder;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.Map;

/// What methods ask of tokens by annotation, in an application with two properties.
class RequiresTokenTest {

    private static TestIssuer issuer;
    private static Running application;

    @RestController
    static class Transfers {

        @GetMapping("/strong")
        @RequiresToken(scopes = "transfers:write", acr = "mfa", maxAgeSeconds = 300)
        String strong() {
            return "strong";
        }

        @GetMapping("/roles")
        @RequiresToken(scopes = {"transfers:write", "transfers:read"})
        @PreAuthorize("hasRole('clerk')")
        String roles() {
            return "roles";
        }

        @GetMapping("/any")
        @RequiresToken
        String any() {
            return "any";
        }
    }

    @RestController
    @RequiresToken(acr = {"phr", "mfa"})
    static class Strict {

        @GetMapping("/strict")
        String strict() {
            return "strict";
        }

        @GetMapping("/lenient")
        @RequiresToken(scopes = "transfers:read")
        String lenient() {
            return "lenient";
        }
    }

    @BeforeAll
    static void start() {
        issuer = TestIssuer.start();
        application =
                Running.start(
                        Map.of(
                                "mintmark.issuer",
                                issuer.uri().toString(),
                                "mintmark.audience",
                                "orders-api"),
                        Transfers.class,
                        Strict.class);
    }

    @AfterAll
    static void stop() {
        application.close();
        issuer.close();
    }

    private static TokenBuilder token() {
        return issuer.token()
                .audience("orders-api")
                .scope("transfers:read transfers:write")
                .claim("roles", List.of("clerk"))
                .claim("acr", "mfa")
                .claim("auth_time", issuer.clock().instant().getEpochSecond());
    }

    private static String challenge(String path, TokenBuilder token, int status) {
        var answer = application.get(path, token.sign());
        assertThat(answer.statusCode()).isEqualTo(status);
        return answer.headers().firstValue("WWW-Authenticate").orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"/strong", "/roles", "/any", "/strict", "/lenient"})
    void a_token_that_is_enough_gets_to_the_method(String path) {
        assertThat(application.get(path, token().sign()).body()).isEqualTo(path.substring(1));
    }

    @Test
    void a_method_asks_for_a_stronger_and_newer_sign_in_R_059() {
        String wanted = "acr_values=\"mfa\", max_age=\"300\"";
        long longAgo = issuer.clock().instant().getEpochSecond() - 400;
        assertThat(challenge("/strong", token().claim("acr", "pwd"), 401))
                .contains("error=\"insufficient_user_authentication\"")
                .endsWith(wanted);
        assertThat(challenge("/strong", token().claim("auth_time", longAgo), 401)).endsWith(wanted);
    }

    @Test
    void a_method_names_every_scope_it_needs_R_192() {
        assertThat(challenge("/roles", token().scope("transfers:read"), 403))
                .endsWith("scope=\"transfers:write transfers:read\"");
    }

    @Test
    void other_annotations_are_heeded_as_well() {
        assertThat(challenge("/roles", token().without("roles"), 403)).doesNotContain("scope=");
    }

    @Test
    void a_class_speaks_for_its_methods_unless_they_do_R_059() {
        assertThat(challenge("/strict", token().without("acr"), 401))
                .endsWith("acr_values=\"phr mfa\"");
        assertThat(application.get("/lenient", token().without("acr").sign()).body())
                .isEqualTo("lenient");
    }

    @Test
    void who_brings_no_token_is_asked_for_one_R_191() {
        assertThat(application.get("/strong").headers().allValues("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"orders-api\"");
    }
}
