package dev.mintmark.adapter.spring.autoconfigure;

import static dev.mintmark.adapter.spring.MintmarkConfigurer.mintmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.adapter.http.Answers;
import dev.mintmark.adapter.spring.Running;
import dev.mintmark.adapter.spring.TokenAuthorities;
import dev.mintmark.testkit.TestIssuer;
import dev.mintmark.testkit.TokenBuilder;
import dev.mintmark.verifier.Verifier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.net.http.HttpRequest;
import java.util.Map;

/// What a service says itself, the starter does not say again.
class OwnBeansTest {

    private static TestIssuer issuer;

    @BeforeAll
    static void start() {
        issuer = TestIssuer.start();
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    private static TokenBuilder token() {
        return issuer.token().subject("ada").audience("orders-api");
    }

    private static Running application(Class<?>... classes) {
        return Running.start(
                Map.of(
                        "mintmark.issuer",
                        issuer.uri().toString(),
                        "mintmark.audience",
                        "orders-api"),
                classes);
    }

    @RestController
    static class Things {

        @RequestMapping({"/open", "/closed"})
        String thing() {
            return "thing";
        }

        @PostMapping("/changed")
        String change() {
            return "changed";
        }
    }

    static class OwnChain {

        @Bean
        SecurityFilterChain api(HttpSecurity http) {
            return http.with(mintmark(), Customizer.withDefaults())
                    .authorizeHttpRequests(requests ->
                            requests.requestMatchers("/open")
                                    .permitAll()
                                    .requestMatchers("/closed")
                                    .hasAuthority("SCOPE_things")
                                    .anyRequest()
                                    .authenticated())
                    .build();
        }
    }

    @Test
    void a_chain_of_the_services_own_takes_the_place_of_the_starters() {
        try (var application = application(OwnChain.class, Things.class)) {
            assertThat(application.get("/open").body()).isEqualTo("thing");
            assertThat(application.get("/closed", token().scope("things").sign()).body())
                    .isEqualTo("thing");
            var denied = application.get("/closed", token().sign());
            assertThat(denied.statusCode()).isEqualTo(403);
            assertThat(denied.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .contains("scope=\"things\"");
            assertThat(application.get("/closed").statusCode()).isEqualTo(401);
        }
    }

    /// This chain has kept its protection against CSRF.
    @Test
    void a_request_with_a_token_needs_no_csrf_token() {
        try (var application = application(OwnChain.class, Things.class)) {
            var post = HttpRequest.BodyPublishers.noBody();
            assertThat(application.send(request(application).POST(post)).statusCode())
                    .isEqualTo(403);
            assertThat(
                            application
                                    .send(
                                            request(application)
                                                    .header(
                                                            "Authorization",
                                                            "Bearer " + token().sign())
                                                    .POST(post))
                                    .body())
                    .isEqualTo("changed");
        }
    }

    private static HttpRequest.Builder request(Running application) {
        return HttpRequest.newBuilder(application.uri().resolve("/changed"));
    }

    static class OwnVerifier {

        @Bean
        Verifier verifier() {
            return issuer.verifier("another-name");
        }

        @Bean
        Answers answers() {
            return Answers.forRealm("my realm");
        }

        @Bean
        TokenAuthorities authorities() {
            return token -> AuthorityUtils.createAuthorityList("SCOPE_things");
        }
    }

    @Test
    void a_verifier_of_the_services_own_needs_no_properties() {
        try (var application =
                Running.start(Map.of(), OwnVerifier.class, OwnChain.class, Things.class)) {
            assertThat(application.get("/closed", token().sign()).statusCode()).isEqualTo(401);
            assertThat(application.get("/closed", token().audience("another-name").sign()).body())
                    .isEqualTo("thing");
            assertThat(application.get("/closed").headers().firstValue("WWW-Authenticate"))
                    .contains("Bearer realm=\"my realm\"");
        }
    }

    @Test
    void the_metadata_of_the_resource_is_served_and_pointed_to_R_252() {
        try (var application =
                Running.start(
                        Map.of(
                                "mintmark.issuer", issuer.uri().toString(),
                                "mintmark.audience", "orders-api",
                                "mintmark.resource.uri", "https://api.example.com/orders",
                                "mintmark.resource.scopes", "orders:read,orders:write"),
                        Things.class)) {
            String path = "/.well-known/oauth-protected-resource/orders";
            var document = application.get(path);
            assertThat(document.statusCode()).isEqualTo(200);
            assertThat(document.body())
                    .isEqualTo(
                            "{\"resource\":\"https://api.example.com/orders\","
                                    + "\"authorization_servers\":[\""
                                    + issuer.uri()
                                    + "\"],\"bearer_methods_supported\":[\"header\"],"
                                    + "\"scopes_supported\":[\"orders:read\",\"orders:write\"],"
                                    + "\"dpop_bound_access_tokens_required\":false}");
            assertThat(application.get("/closed").headers().firstValue("WWW-Authenticate"))
                    .contains(
                            "Bearer realm=\"orders-api\", resource_metadata=\""
                                    + "https://api.example.com"
                                    + path
                                    + "\"");
        }
    }

    @Test
    void dpop_is_offered_where_properties_say_so() {
        try (var application =
                Running.start(
                        Map.of(
                                "mintmark.issuer", issuer.uri().toString(),
                                "mintmark.audience", "orders-api",
                                "mintmark.dpop.mode", "required",
                                "mintmark.dpop.external-url", "https://api.example.com"),
                        Things.class)) {
            var answer = application.get("/closed", token().sign());
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .startsWith("DPoP realm=\"orders-api\", error=\"invalid_token\"")
                    .endsWith(", algs=\"ES256 Ed25519 PS256 RS256\"");
        }
    }
}
