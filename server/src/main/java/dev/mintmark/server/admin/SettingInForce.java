package dev.mintmark.server.admin;

/// One setting as it counts on this node.
///
/// @param value never a secret, only whether there is one
/// @param source who said so, such as `MINTMARK_PORT`; empty for a default
public record SettingInForce(
        String key, String value, String source, String description, boolean secret) {}
