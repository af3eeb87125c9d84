package dev.mintmark.server.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Whom to tell when something is odd.
public record Alerting(Optional<Webhook> webhook, Optional<Mail> mail) {
    /// @param secret that messages are signed with
    public record Webhook(URI address, SecretSetting secret) {}

    /// @param host of the server for outgoing mail
    /// @param tls from the first byte on; otherwise as soon as the server offers it
    /// @param tlsRequired whether nothing is sent without
    /// @param user empty for a server that asks for none
    public record Mail(
            String host,
            int port,
            boolean tls,
            boolean tlsRequired,
            Optional<String> user,
            SecretSetting password,
            String from,
            List<String> to) {
        public Mail {
            to = List.copyOf(to);
        }
    }
}
