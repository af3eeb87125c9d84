package dev.mintmark.adapter.spring;

import dev.mintmark.adapter.http.ProtectedResource;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.ExceptionHandlingConfigurer;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/// Puts the gate into a filter chain of your own:
///
/// ```
/// @Bean
/// SecurityFilterChain api(HttpSecurity http) throws Exception {
///     return http.with(mintmark(), Customizer.withDefaults())
///             .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
///             .sessionManagement(session -> session.sessionCreationPolicy(STATELESS))
///             .csrf(CsrfConfigurer::disable)
///             .build();
/// }
/// ```
///
/// Requests with a bad token are turned away; those without go on as anonymous, and are answered
/// with a challenge if the rules want more. A chain that serves browsers with a session as well
/// keeps its sessions and its protection against CSRF: requests with an `Authorization` header are
/// excepted from the latter, since no browser adds a token by itself.
public final class MintmarkConfigurer
        extends AbstractHttpConfigurer<MintmarkConfigurer, HttpSecurity> {

    private @Nullable GateChooser gates;
    private @Nullable TokenAuthorities authorities;

    private MintmarkConfigurer() {}

    public static MintmarkConfigurer mintmark() {
        return new MintmarkConfigurer();
    }

    /// Another gate than the application's.
    public MintmarkConfigurer gates(GateChooser chosen) {
        gates = chosen;
        return this;
    }

    /// Other authorities than the application's.
    public MintmarkConfigurer authorities(TokenAuthorities chosen) {
        authorities = chosen;
        return this;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void init(HttpSecurity http) {
        GateChooser chosen = gates(http);
        ExceptionHandlingConfigurer<HttpSecurity> exceptions =
                http.getConfigurer(ExceptionHandlingConfigurer.class);
        if (exceptions != null) {
            exceptions
                    .defaultAuthenticationEntryPointFor(
                            new TokenEntryPoint(chosen), AnyRequestMatcher.INSTANCE)
                    .defaultAccessDeniedHandlerFor(
                            new TokenDeniedHandler(chosen), AnyRequestMatcher.INSTANCE);
        }
        CsrfConfigurer<HttpSecurity> csrf = http.getConfigurer(CsrfConfigurer.class);
        if (csrf != null) {
            csrf.ignoringRequestMatchers(
                    request -> BearsToken.in(request.getHeader(HttpHeaders.AUTHORIZATION)));
        }
    }

    @Override
    public void configure(HttpSecurity http) {
        http.addFilterBefore(
                new TokenAuthenticationFilter(gates(http), authorities(http)),
                BasicAuthenticationFilter.class);
        context(http)
                .getBeanProvider(ProtectedResource.class)
                .ifAvailable(resource ->
                        http.addFilterBefore(
                                new ResourceMetadataFilter(resource),
                                TokenAuthenticationFilter.class));
    }

    private GateChooser gates(HttpSecurity http) {
        return gates != null ? gates : context(http).getBean(GateChooser.class);
    }

    private TokenAuthorities authorities(HttpSecurity http) {
        return authorities != null
                ? authorities
                : context(http)
                        .getBeanProvider(TokenAuthorities.class)
                        .getIfAvailable(TokenAuthorities::scopesAndRoles);
    }

    private static ApplicationContext context(HttpSecurity http) {
        return http.getSharedObject(ApplicationContext.class);
    }
}
