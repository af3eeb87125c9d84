package dev.mintmark.server.http.me;

import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.session.Family;

/// Who is asking about themselves.
sealed interface Self {
    /// @param family the session they ask through
    /// @param inBrowser whether its cookie showed it
    record Known(Family family, boolean inBrowser) implements Self {}

    /// @param answer that says why not
    record Refused(HttpResponse answer) implements Self {}
}
