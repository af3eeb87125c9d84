package dev.mintmark.adapter.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What the token of a request must allow, or say of how its person signed in, for this method, or
/// for all methods of this class that do not say so themselves:
///
/// ```
/// @PostMapping("/transfers")
/// @RequiresToken(scopes = "transfers:write", acr = "mfa", maxAgeSeconds = 300)
/// void transfer(@RequestBody Transfer transfer) { … }
/// ```
///
/// Where the token is not enough, the answer names what is needed, as RFC 6750 and RFC 9470 have
/// it. The starter sees to it, as to `@PreAuthorize`: the same methods can have it, and both when
/// both are there.
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresToken {

    /// All of these.
    String[] scopes() default {};

    /// Any of these, the best first.
    String[] acr() default {};

    /// How long ago the person may have signed in; any time when negative.
    long maxAgeSeconds() default -1;
}
