package dev.mintmark.server.http.page;

/// A page that says one thing.
///
/// @param number under which the log knows more; may be empty
/// @param linkText where to go from here; may be empty
public record Message(String title, String text, String number, String linkPath, String linkText) {}
