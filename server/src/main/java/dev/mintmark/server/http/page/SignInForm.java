package dev.mintmark.server.http.page;

/// What the sign-in page shows.
///
/// @param problem why the last try failed; empty at the first
/// @param userName as it was typed, to be corrected
public record SignInForm(
        String csrfToken, String returnTo, String clientId, String userName, String problem) {}
