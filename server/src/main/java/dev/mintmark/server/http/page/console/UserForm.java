package dev.mintmark.server.http.page.console;

/// A user to be added, as far as it was filled in. The password is never among it.
///
/// @param problem why it was refused; empty at the first
public record UserForm(String name, String roles, String problem) {}
