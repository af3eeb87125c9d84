package dev.mintmark.server.http.console;

import dev.mintmark.server.http.page.console.SessionRow;

import java.util.List;

/// Sessions as the pages show them.
record SessionRows(Words words) {
    List<SessionRow> of(Doc answer) {
        return answer.docs("sessions").stream().map(this::row).toList();
    }

    SessionRow row(Doc session) {
        var user = session.text("user");
        return new SessionRow(
                session.text("id"),
                "/console/sessions/" + session.text("id"),
                user,
                "/console/users/" + Desk.segment(user),
                session.text("client_id"),
                session.text("device"),
                session.text("network"),
                session.text("scope"),
                words.moment(session.time("created_at")),
                words.moment(session.time("last_seen")),
                words.moment(session.time("expires_at")),
                words.moment(session.time("ended_at")),
                session.flag("live"),
                state(session));
    }

    private static String state(Doc session) {
        if (session.flag("live")) {
            return "live";
        }
        return switch (session.text("end_reason")) {
            case "" -> "expired";
            case "revoked" -> "revoked by its client";
            case "signed_out" -> "signed out";
            case "replaced" -> "replaced by a new sign-in";
            case "ended_by_admin" -> "ended by an admin";
            case "reuse" -> "refresh token reused";
            case "cut_off" -> "all sessions ended";
            case "leaked" -> "token leaked";
            case "password_changed" -> "password changed";
            case "user_disabled" -> "user disabled";
            default -> "ended";
        };
    }
}
