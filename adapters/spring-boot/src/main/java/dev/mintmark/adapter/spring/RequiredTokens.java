package dev.mintmark.adapter.spring;

import dev.mintmark.verifier.Requirements;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Pointcut;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.Pointcuts;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.method.AuthorizationInterceptorsOrder;
import org.springframework.security.authorization.method.AuthorizationManagerBeforeMethodInterceptor;
import org.springframework.security.core.Authentication;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Carries out [RequiresToken].
public final class RequiredTokens implements AuthorizationManager<MethodInvocation> {

    /// As many as there are methods that are annotated.
    private final Map<Place, TokenAccess<MethodInvocation>> known = new ConcurrentHashMap<>();

    private record Place(Method method, @Nullable Class<?> type) {}

    private RequiredTokens() {}

    /// For Spring's proxies around beans; a bean of this is all it takes where method security is
    /// enabled.
    public static AuthorizationManagerBeforeMethodInterceptor interceptor() {
        Pointcut annotated =
                Pointcuts.union(
                        new AnnotationMatchingPointcut(null, RequiresToken.class, true),
                        new AnnotationMatchingPointcut(RequiresToken.class, true));
        var interceptor =
                new AuthorizationManagerBeforeMethodInterceptor(annotated, new RequiredTokens());
        interceptor.setOrder(AuthorizationInterceptorsOrder.PRE_AUTHORIZE.getOrder() - 1);
        return interceptor;
    }

    @Override
    public @Nullable AuthorizationResult authorize(
            Supplier<? extends Authentication> authentication, MethodInvocation call) {
        Object target = call.getThis();
        var place = new Place(call.getMethod(), target == null ? null : target.getClass());
        return known.computeIfAbsent(place, RequiredTokens::access).authorize(authentication, call);
    }

    private static TokenAccess<MethodInvocation> access(Place place) {
        Method method = AopUtils.getMostSpecificMethod(place.method(), place.type());
        RequiresToken nearest =
                AnnotatedElementUtils.findMergedAnnotation(method, RequiresToken.class);
        if (nearest == null) {
            Class<?> type = place.type() == null ? method.getDeclaringClass() : place.type();
            nearest = AnnotatedElementUtils.findMergedAnnotation(type, RequiresToken.class);
        }
        if (nearest == null) {
            throw new IllegalStateException("no @RequiresToken here, and yet it was found");
        }
        return TokenAccess.requiring(requirements(nearest));
    }

    private static Requirements requirements(RequiresToken annotation) {
        Requirements needed = Requirements.scopes(annotation.scopes()).withAcr(annotation.acr());
        return annotation.maxAgeSeconds() < 0
                ? needed
                : needed.withMaxAge(Duration.ofSeconds(annotation.maxAgeSeconds()));
    }
}
