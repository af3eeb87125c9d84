package dev.mintmark.server.account;

import java.util.Locale;
import java.util.Optional;

/// What a new password must be: long enough, and not what everybody tries first. No rules about
/// kinds of characters, which make passwords worse (NIST SP 800-63B section 3.1.1).
public final class PasswordRule {
    static final int MIN_CHARACTERS = 8;

    /// Far above the 64 that every passphrase must be allowed; bounds the work of one sign-in.
    static final int MAX_CHARACTERS = 1024;

    /// A short name says nothing about a password that has it in it.
    private static final int TELLING = 4;

    private PasswordRule() {}

    /// @param name of the account it is for
    /// @return what is wrong with it, in words for the person who chose it
    public static Optional<String> complaint(String password, String name) {
        long characters = password.codePoints().count();
        if (characters < MIN_CHARACTERS) {
            return Optional.of("A password needs at least " + MIN_CHARACTERS + " characters.");
        }
        if (characters > MAX_CHARACTERS) {
            return Optional.of("A password has at most " + MAX_CHARACTERS + " characters.");
        }
        if (CommonPasswords.contain(password)) {
            return Optional.of(
                    "This password is known from breaches, and among the first that others try."
                            + " Please choose another.");
        }
        return isName(password, name)
                ? Optional.of("A password must not be the user name. Please choose another.")
                : Optional.empty();
    }

    /// Alone, twice, or with a few characters more.
    private static boolean isName(String password, String name) {
        var plain = password.toLowerCase(Locale.ROOT);
        var owner = name.toLowerCase(Locale.ROOT);
        int at = owner.indexOf('@');
        var local = at > 0 ? owner.substring(0, at) : owner;
        return isMostly(plain, owner) || isMostly(plain, local);
    }

    private static boolean isMostly(String password, String name) {
        return name.length() >= TELLING
                && password.contains(name)
                && password.replace(name, "").length() <= TELLING;
    }
}
