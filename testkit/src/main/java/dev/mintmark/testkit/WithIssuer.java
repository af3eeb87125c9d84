package dev.mintmark.testkit;

import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Gives a test class an issuer: methods and constructors may ask for a [TestIssuer], a
/// [MovableClock], and a [dev.mintmark.verifier.Verifier] for the audience named here.
///
/// The issuer is started once per class and reset before each test; each test has a verifier of its
/// own. Needs JUnit Jupiter 5.8 or newer.
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(IssuerExtension.class)
public @interface WithIssuer {

    /// Whom tokens are for.
    String audience();
}
