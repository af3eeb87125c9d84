package dev.mintmark.server.http.page.console;

/// A page that says one thing.
///
/// @param number under which the log knows more; may be empty
public record Notice(String title, String text, String number, String path, String link) {}
