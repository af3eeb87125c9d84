package dev.mintmark.server.config;

/// A secret somebody gave, or the fact that nobody did.
public sealed interface SecretSetting {
    record Given(Secret secret) implements SecretSetting {}

    record NotGiven() implements SecretSetting {}
}
