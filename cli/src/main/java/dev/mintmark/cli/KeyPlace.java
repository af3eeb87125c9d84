package dev.mintmark.cli;

import dev.mintmark.cli.admin.Body;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

/// Which keys a command is about, and why.
final class KeyPlace {
    @Option(
            names = "--alg",
            paramLabel = "ALG",
            description = "Only keys of this signature algorithm.")
    private @Nullable String algorithm;

    @Option(
            names = "--purpose",
            paramLabel = "PURPOSE",
            description = "Only keys for access_tokens or for statements.")
    private @Nullable String purpose;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why, for whoever reads the log later.")
    private @Nullable String reason;

    Body body() {
        return new Body().text("alg", algorithm).text("purpose", purpose).text("reason", reason);
    }
}
