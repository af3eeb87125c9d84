package dev.mintmark.server.config;

/// One setting as it counts, for whoever asks what does.
///
/// @param value as it was written; of a secret only where it is
/// @param source who said so, such as `MINTMARK_PORT` or `--port`; empty for a default
public record InForce(Setting setting, String value, String source) {}
