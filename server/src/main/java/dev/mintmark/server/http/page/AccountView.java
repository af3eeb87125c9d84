package dev.mintmark.server.http.page;

import java.util.List;

/// What a person sees of their account.
///
/// @param alarms what the person should know of, the newest first
/// @param done what was just done; empty when nothing was
/// @param problem what is wrong with the new password; empty when nothing is
public record AccountView(
        String userName,
        List<Device> devices,
        List<Alarm> alarms,
        String csrfToken,
        String done,
        String problem) {

    public AccountView {
        devices = List.copyOf(devices);
        alarms = List.copyOf(alarms);
    }

    /// A session that ended because somebody else seems to have had it.
    ///
    /// @param why the rest of a sentence
    public record Alarm(String device, String endedAt, String why) {}

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
