package dev.mintmark.server.revocation.status;

import java.time.Instant;

/// A status list, and when sessions that begin get their places in it. It is published before that
/// and long after, for as long as one of these sessions could live.
///
/// @param opensAt the first moment
/// @param closesAt the first moment after
public record ListTerm(int id, Instant opensAt, Instant closesAt) {
    boolean isOpen(Instant now) {
        return !now.isBefore(opensAt) && now.isBefore(closesAt);
    }
}
