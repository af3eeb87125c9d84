package dev.mintmark.server.http.page.console;

import java.util.List;

/// One person and their sessions.
///
/// @param more address of the rest of the sessions; empty when all are shown
public record UserView(
        UserRow user,
        List<SessionRow> sessions,
        String more,
        boolean maySeeSessions,
        boolean mayEndSessions,
        boolean mayWrite) {
    public UserView {
        sessions = List.copyOf(sessions);
    }
}
