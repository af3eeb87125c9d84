package dev.mintmark.adapter.spring;

import static dev.mintmark.adapter.spring.MintmarkConfigurer.mintmark;

import dev.mintmark.adapter.conformance.Service;
import dev.mintmark.adapter.http.Gate;
import dev.mintmark.verifier.Requirements;
import dev.mintmark.verifier.Verdict;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// The service that the conformance tests ask, as a Spring Boot application on a real port.
final class SpringService implements Service {

    private final ConfigurableApplicationContext context;

    private SpringService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Service start(Function<String, Gate> gates) {
        var application = new SpringApplication(Application.class);
        application.setDefaultProperties(
                Map.of(
                        "server.port", "0",
                        "server.address", "127.0.0.1",
                        // The longest vector, and room for the other headers.
                        "server.max-http-request-header-size", "128KB",
                        "mintmark.issuer", "https://id.example.com",
                        "mintmark.audience", "unused"));
        application.addInitializers(context ->
                ((org.springframework.context.support.GenericApplicationContext) context)
                        .registerBean(
                                GateChooser.class,
                                () ->
                                        request ->
                                                gates.apply(
                                                        Objects.requireNonNull(
                                                                request.getHeader(Start.GATE)))));
        return new SpringService(application.run());
    }

    @Override
    public URI uri() {
        var server = ((ServletWebServerApplicationContext) context).getWebServer();
        return URI.create("http://127.0.0.1:" + Objects.requireNonNull(server).getPort());
    }

    @Override
    public void close() {
        context.close();
    }

    /// Without a component scan, which would find the starter's own configuration around it.
    @RestController
    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {

        @Bean
        @Order(1)
        SecurityFilterChain open(HttpSecurity http) {
            return http.securityMatcher("/open")
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain guarded(HttpSecurity http) {
            return http.with(mintmark(), Customizer.withDefaults())
                    .authorizeHttpRequests(requests ->
                            requests.requestMatchers("/welcome")
                                    .permitAll()
                                    .requestMatchers("/orders")
                                    .access(TokenAccess.scopes("orders:read", "orders:list"))
                                    .requestMatchers("/transfers")
                                    .access(
                                            TokenAccess.requiring(
                                                    Requirements.scopes("transfers:write")
                                                            .withAcr(
                                                                    "urn:example:phr",
                                                                    "urn:example:mfa")
                                                            .withMaxAge(Duration.ofMinutes(5))))
                                    .anyRequest()
                                    .authenticated())
                    .sessionManagement(session ->
                            session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .csrf(AbstractHttpConfigurer::disable)
                    .build();
        }

        @RequestMapping(
                path = {"/subject", "/orders", "/transfers", "/welcome"},
                produces = "text/plain;charset=UTF-8")
        String subject(@AuthenticationPrincipal Verdict.@Nullable Trusted token) {
            return token == null ? "stranger" : token.subject();
        }

        @RequestMapping("/open")
        String open() {
            return "open";
        }
    }
}
