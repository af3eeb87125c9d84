package dev.mintmark.server.http.page.console;

/// What the token debugger needs to know of this authority.
public record TokenView(String issuer, String keySet, String statusPath) {}
