package dev.mintmark.server.grant;

import dev.mintmark.server.account.SignIn;

/// Whether somebody who is signed in already knows the password.
public sealed interface Confirmation {
    record Confirmed(SignIn.Welcome account) implements Confirmation {}

    record Wrong() implements Confirmation {}

    /// It was tried too often; the password was not looked at.
    record Held(dev.mintmark.server.guard.Held why) implements Confirmation {}
}
