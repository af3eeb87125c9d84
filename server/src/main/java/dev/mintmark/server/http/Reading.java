package dev.mintmark.server.http;

/// What came of reading a form or a query.
public sealed interface Reading permits Parameters, Malformed {}
