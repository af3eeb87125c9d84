package dev.mintmark.server.event;

import java.net.InetAddress;
import java.util.Optional;

/// Where a request came from, as far as it can be known.
///
/// @param address of the caller, without port
/// @param actor on whose behalf, where that is neither the person nor the client that the request
///   is about
public record Origin(String address, Optional<Actor> actor) {
    /// For what the authority does by itself.
    public static final Origin SELF = new Origin("self", Optional.of(Actor.SCHEDULE));

    public Origin(String address) {
        this(address, Optional.empty());
    }

    public static Origin of(InetAddress caller) {
        return new Origin(caller.getHostAddress());
    }

    public Origin by(Actor somebody) {
        return new Origin(address, Optional.of(somebody));
    }
}
