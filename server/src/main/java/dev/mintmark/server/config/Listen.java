package dev.mintmark.server.config;

/// Where the authority listens; port 0 takes any free one.
public record Listen(String host, int port) {
    public Listen {
        if (host.isBlank()) {
            throw new IllegalArgumentException("a host is needed to listen on");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("%d is not a port".formatted(port));
        }
    }
}
