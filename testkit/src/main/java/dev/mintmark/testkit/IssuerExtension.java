package dev.mintmark.testkit;

import dev.mintmark.verifier.Verifier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import java.util.Objects;

/// The extension behind [WithIssuer], and for those who want it in a field:
///
/// ```
/// @RegisterExtension
/// static final IssuerExtension authority = IssuerExtension.forAudience("orders-api");
/// ```
///
/// In a static field it lives as long as the class, in an instance field as long as one test.
public final class IssuerExtension
        implements BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                ParameterResolver {

    private @Nullable String audience;
    private @Nullable TestIssuer issuer;
    private @Nullable Verifier verifier;

    /// The context that started the issuer and therefore ends it: with nested classes, the
    /// outermost.
    private @Nullable String owner;

    /// For JUnit, which finds the audience in the annotation.
    IssuerExtension() {}

    public static IssuerExtension forAudience(String audience) {
        var extension = new IssuerExtension();
        extension.audience = Objects.requireNonNull(audience);
        return extension;
    }

    public TestIssuer issuer() {
        if (issuer == null) {
            throw new IllegalStateException("the issuer runs only while tests do");
        }
        return issuer;
    }

    /// The verifier of the current test.
    public synchronized Verifier verifier() {
        if (verifier == null) {
            verifier = issuer().verifier(Objects.requireNonNull(audience));
        }
        return verifier;
    }

    /// A token for the audience, all else still open.
    public TokenBuilder token() {
        return issuer().token().audience(Objects.requireNonNull(audience));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        start(context);
        issuer().reset();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        forgetVerifier();
        end(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        end(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == TestIssuer.class || type == MovableClock.class || type == Verifier.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == Verifier.class) {
            return verifier();
        }
        return type == MovableClock.class ? issuer().clock() : issuer();
    }

    private synchronized void start(ExtensionContext context) {
        if (issuer == null) {
            if (audience == null) {
                audience = annotated(context.getRequiredTestClass());
            }
            issuer = TestIssuer.start();
            owner = context.getUniqueId();
        }
    }

    private synchronized void end(ExtensionContext context) {
        if (issuer != null && context.getUniqueId().equals(owner)) {
            issuer.close();
            issuer = null;
        }
    }

    private synchronized void forgetVerifier() {
        if (verifier != null) {
            verifier.close();
            verifier = null;
        }
    }

    private static String annotated(Class<?> testClass) {
        for (Class<?> at = testClass; at != null; at = at.getEnclosingClass()) {
            var annotation = at.getAnnotation(WithIssuer.class);
            if (annotation != null) {
                return annotation.audience();
            }
        }
        throw new IllegalStateException(
                "say for whom tokens are: @WithIssuer(audience = …) or IssuerExtension.forAudience(…)");
    }
}
