package dev.mintmark.server.event;

/// Where a request came from, as far as it can be known.
///
/// @param address of the caller, without port
public record Origin(String address) {
    /// For what the authority does by itself.
    public static final Origin SELF = new Origin("self");
}
