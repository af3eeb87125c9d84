package dev.mintmark.server.revocation;

import java.time.Instant;

/// That something was revoked, as it is passed on to those who must know.
///
/// @param position in an order that is the same on every node; notices of one change may share it
/// @param cause in one word, for operators
public record Notice(long position, Instant at, String cause, Revoked what) {}
