package dev.mintmark.server.http.page.console;

import java.util.List;

/// A question before something that cannot be undone, or that many will notice.
///
/// @param consequences what happens then, in sentences
/// @param path where the answer goes
/// @param asksReason whether a reason is remembered with it
/// @param newPassword whether it takes a new password
/// @param reason as it was filled in
/// @param problem why the last try failed; empty at the first
/// @param back where to go instead
public record Confirmation(
        String title,
        List<String> consequences,
        String path,
        String button,
        boolean asksReason,
        boolean newPassword,
        String reason,
        String problem,
        String back) {
    public Confirmation {
        consequences = List.copyOf(consequences);
    }
}
