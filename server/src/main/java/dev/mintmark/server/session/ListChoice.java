package dev.mintmark.server.session;

/// Which status list gives places to the sessions that begin now.
public interface ListChoice {
    /// Asked at each sign-in, so it must not wait.
    int current();

    /// Another one, because many random tries found no free place in the one given.
    int insteadOf(int full);
}
