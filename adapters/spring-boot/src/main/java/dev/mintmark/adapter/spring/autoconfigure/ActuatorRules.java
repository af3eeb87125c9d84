package dev.mintmark.adapter.spring.autoconfigure;

import dev.mintmark.adapter.spring.TokenAccess;

import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.util.ClassUtils;

/// Who may use Actuator's endpoints: health is for everybody, as probes have no token; all else
/// needs a scope of its own, because a token for the service's API should not read its environment.
final class ActuatorRules {

    static final String SCOPE = "actuator";

    private ActuatorRules() {}

    /// Actuator need not be there.
    static boolean apply() {
        ClassLoader loader = ActuatorRules.class.getClassLoader();
        return ClassUtils.isPresent(
                        "org.springframework.boot.health.actuate.endpoint.HealthEndpoint", loader)
                && ClassUtils.isPresent(
                        "org.springframework.boot.actuate.autoconfigure.endpoint.web"
                                + ".WebEndpointProperties",
                        loader);
    }

    static void add(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
                    requests) {
        requests.requestMatchers(EndpointRequest.to(HealthEndpoint.class)).permitAll();
        requests.requestMatchers(EndpointRequest.toAnyEndpoint()).access(TokenAccess.scopes(SCOPE));
    }
}
