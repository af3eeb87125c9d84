package dev.mintmark.server.event;

import java.net.InetAddress;

/// Where a request came from, as far as it can be known.
///
/// @param address of the caller, without port
public record Origin(String address) {
    public static Origin of(InetAddress caller) {
        return new Origin(caller.getHostAddress());
    }

    /// For what the authority does by itself.
    public static final Origin SELF = new Origin("self");
}
