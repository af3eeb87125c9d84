package dev.mintmark.server.http.browser;

import dev.mintmark.server.session.Family;
import dev.mintmark.server.session.Holder;

import java.time.Instant;

/// Who is behind a request of a browser.
public sealed interface Visit {
    /// @param asOf from before this was found out
    /// @param handle the value of the cookie
    record SignedIn(Family family, Holder holder, Instant asOf, String handle) implements Visit {
        @Override
        public String toString() {
            return "SignedIn[" + family.id() + "]";
        }
    }

    /// No session, or one that is over: which of the two is nobody's business.
    record Anonymous() implements Visit {}

    /// The cookie came twice.
    record Unclear() implements Visit {}
}
