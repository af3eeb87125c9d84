package dev.mintmark.server.account;

import java.util.Optional;

/// What a new password must be: long enough, and nothing else. No rules about kinds of characters,
/// which make passwords worse (NIST SP 800-63B section 3.1.1).
public final class PasswordRule {
    static final int MIN_CHARACTERS = 8;

    /// Far above the 64 that every passphrase must be allowed; bounds the work of one sign-in.
    static final int MAX_CHARACTERS = 1024;

    private PasswordRule() {}

    /// @return what is wrong with it, in words for the person who chose it
    public static Optional<String> complaint(String password) {
        long characters = password.codePoints().count();
        if (characters < MIN_CHARACTERS) {
            return Optional.of("A password needs at least " + MIN_CHARACTERS + " characters.");
        }
        return characters > MAX_CHARACTERS
                ? Optional.of("A password has at most " + MAX_CHARACTERS + " characters.")
                : Optional.empty();
    }
}
