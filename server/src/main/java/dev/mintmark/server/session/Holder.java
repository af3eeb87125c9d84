package dev.mintmark.server.session;

import java.util.List;

/// The person a family belongs to, as they are now: read again at each refresh, so that a changed
/// role or a disabled account shows at once.
public record Holder(String name, List<String> roles, boolean disabled) {
    public Holder {
        roles = List.copyOf(roles);
    }
}
