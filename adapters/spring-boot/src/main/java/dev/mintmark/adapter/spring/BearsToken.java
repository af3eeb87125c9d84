package dev.mintmark.adapter.spring;

import org.jspecify.annotations.Nullable;

/// Whether an `Authorization` header is one that the gate will judge: a request with a scheme that
/// browsers send by themselves, as `Basic`, still needs protection against CSRF.
final class BearsToken {

    private BearsToken() {}

    static boolean in(@Nullable String authorization) {
        return authorization != null
                && (startsWith(authorization, "Bearer ") || startsWith(authorization, "DPoP "));
    }

    private static boolean startsWith(String text, String scheme) {
        return text.regionMatches(true, 0, scheme, 0, scheme.length());
    }
}
