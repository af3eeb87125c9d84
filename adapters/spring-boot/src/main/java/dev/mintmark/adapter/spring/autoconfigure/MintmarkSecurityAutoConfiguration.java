package dev.mintmark.adapter.spring.autoconfigure;

import static dev.mintmark.adapter.spring.MintmarkConfigurer.mintmark;

import dev.mintmark.adapter.spring.RequiredTokens;

import jakarta.servlet.DispatcherType;

import org.springframework.aop.Advisor;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ConditionalOnDefaultServletWebSecurity;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;

/// A filter chain that wants a good token for everything, unless the service has chains of its own;
/// and `@PreAuthorize` and `@RequiresToken`, which without this would stand there and do nothing.
@AutoConfiguration(
        after = MintmarkAutoConfiguration.class,
        before = {
            ServletWebSecurityAutoConfiguration.class,
            ManagementWebSecurityAutoConfiguration.class,
            UserDetailsServiceAutoConfiguration.class
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class MintmarkSecurityAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnDefaultServletWebSecurity
    static class Chain {

        /// No sessions, so nothing that a browser would send by itself, so no CSRF.
        @Bean
        SecurityFilterChain mintmarkFilterChain(HttpSecurity http) {
            return http.with(mintmark(), Customizer.withDefaults())
                    .authorizeHttpRequests(requests -> {
                        // What went wrong before is to be told as it was.
                        requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
                        if (ActuatorRules.apply()) {
                            ActuatorRules.add(requests);
                        }
                        requests.anyRequest().authenticated();
                    })
                    .sessionManagement(session ->
                            session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .csrf(AbstractHttpConfigurer::disable)
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableMethodSecurity
    @ConditionalOnMissingBean(name = "preAuthorizeAuthorizationMethodInterceptor")
    static class Methods {}

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor mintmarkRequiredTokens() {
        return RequiredTokens.interceptor();
    }

    /// In place of the user with a generated password that Spring Boot makes when nobody else says
    /// who there is.
    @Bean
    @ConditionalOnMissingBean({
        AuthenticationManager.class,
        AuthenticationProvider.class,
        UserDetailsService.class,
        AuthenticationManagerResolver.class
    })
    AuthenticationManager mintmarkKnowsNoPasswords() {
        return attempt -> {
            throw new ProviderNotFoundException("this service takes access tokens only");
        };
    }
}
