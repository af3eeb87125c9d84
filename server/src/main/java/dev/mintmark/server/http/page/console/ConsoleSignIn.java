package dev.mintmark.server.http.page.console;

/// The page where the console begins.
///
/// @param to where to go on from here
/// @param problem why the last try failed; empty at the first
public record ConsoleSignIn(String csrfToken, String to, String problem) {}
