package dev.mintmark.server.alert;

/// What a rule sees right now.
///
/// @param about one word or identifier, which tells it from others of its kind
/// @param summary one sentence for the operator, without secrets or names of people
public record Finding(AlertKind kind, String about, String summary) {}
