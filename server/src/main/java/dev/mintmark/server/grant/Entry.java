package dev.mintmark.server.grant;

import dev.mintmark.server.account.Account;
import dev.mintmark.server.grant.Outcome.Denial;
import dev.mintmark.server.session.Families;

/// What came of signing in.
public sealed interface Entry {
    record Opened(Families.Opened session, Account account) implements Entry {}

    record Turned(Denial why) implements Entry {}

    /// It was tried too often; the password was not looked at.
    record Held(dev.mintmark.server.guard.Held why) implements Entry {}
}
