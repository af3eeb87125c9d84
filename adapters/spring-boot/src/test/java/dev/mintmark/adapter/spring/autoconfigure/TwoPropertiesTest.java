package dev.mintmark.adapter.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.adapter.spring.Running;
import dev.mintmark.testkit.TestIssuer;
import dev.mintmark.testkit.TokenBuilder;
import dev.mintmark.verifier.Verdict;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.Map;

/// An application that sets the issuer and the audience, and nothing else.
class TwoPropertiesTest {

    private static TestIssuer issuer;
    private static Running application;

    @RestController
    static class Orders {

        @GetMapping("/me")
        String me(@AuthenticationPrincipal Verdict.Trusted token) {
            return token.subject() + " by " + token.clientId();
        }

        @GetMapping("/read")
        @PreAuthorize("hasAuthority('SCOPE_orders:read')")
        String read() {
            return "read";
        }

        @GetMapping("/both")
        @PreAuthorize("hasAuthority('SCOPE_orders:read') and hasAuthority('SCOPE_orders:list')")
        String both() {
            return "both";
        }

        @GetMapping("/all")
        @PreAuthorize("hasAllAuthorities('SCOPE_orders:read', 'SCOPE_orders:list')")
        String all() {
            return "all";
        }

        @GetMapping("/either")
        @PreAuthorize("hasAnyAuthority('SCOPE_orders:read', 'SCOPE_orders:list')")
        String either() {
            return "either";
        }

        @GetMapping("/clerk")
        @PreAuthorize("hasRole('clerk') and hasAuthority('SCOPE_orders:read')")
        String clerk() {
            return "clerk";
        }

        @GetMapping("/fails")
        String fails() {
            throw new IllegalStateException("a secret of the house");
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
                        Orders.class);
    }

    @AfterAll
    static void stop() {
        application.close();
        issuer.close();
    }

    private static TokenBuilder token() {
        return issuer.token().subject("ada").audience("orders-api");
    }

    @Test
    void a_controller_is_given_the_trusted_token() {
        assertThat(application.get("/me", token().sign()).body()).isEqualTo("ada by test-client");
    }

    @Test
    void everything_needs_a_token() {
        var answer = application.get("/me");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"orders-api\"");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(application.get("/nothing-here").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"/read", "/both", "/all", "/either"})
    void pre_authorize_lets_in_who_has_the_scope(String path) {
        String token = token().scope("orders:read orders:list").sign();
        assertThat(application.get(path, token).body()).isEqualTo(path.substring(1));
    }

    @ParameterizedTest
    @CsvSource({
        "/read, orders:read",
        "/both, orders:read orders:list",
        "/all,  orders:read orders:list"
    })
    void pre_authorize_names_the_scopes_it_wants(String path, String scope) {
        var answer = application.get(path, token().scope("orders:list").sign());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("error=\"insufficient_scope\"")
                .endsWith(", scope=\"" + scope + "\"");
        assertThat(answer.body()).contains("\"code\":\"insufficient_scope\"");
    }

    /// A client that gets what we name must not be turned away again.
    @ParameterizedTest
    @CsvSource({"/either", "/clerk"})
    void where_more_or_other_than_scopes_is_wanted_none_is_named(String path) {
        var answer = application.get(path, token().sign());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("error=\"insufficient_scope\"")
                .doesNotContain("scope=");
    }

    @Test
    void the_roles_of_a_token_are_roles() {
        var token = token().scope("orders:read").claim("roles", List.of("clerk")).sign();
        assertThat(application.get("/clerk", token).body()).isEqualTo("clerk");
    }

    @Test
    void an_error_of_the_service_stays_one() {
        var answer = application.get("/fails", token().sign());
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret of the house");
        assertThat(application.get("/nothing-here", token().sign()).statusCode()).isEqualTo(404);
    }

    @Test
    void there_is_no_user_with_a_generated_password() {
        assertThat(application.context().getBeanProvider(UserDetailsService.class).stream())
                .isEmpty();
        assertThat(application.context().getBeanProvider(AuthenticationManager.class).stream())
                .hasSize(1);
    }

    @Test
    void health_is_for_everybody_and_says_no_details() {
        var answer = application.get("/actuator/health");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"status\":\"UP\"").doesNotContain("keys");
    }
}
