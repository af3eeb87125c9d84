package dev.mintmark.server.http.page;

import java.util.List;

/// What a person sees of their account.
///
/// @param done what was just done; empty when nothing was
/// @param problem what is wrong with the new password; empty when nothing is
public record AccountView(
        String userName,
        String signedInAt,
        List<Device> devices,
        String csrfToken,
        String done,
        String problem) {

    public AccountView {
        devices = List.copyOf(devices);
    }

    /// One session.
    ///
    /// @param place roughly where it was opened; may be empty
    public record Device(
            String id,
            String label,
            String since,
            String lastSeen,
            String place,
            boolean isThisOne) {}
}
