package dev.mintmark.server.audit;

import java.time.Instant;

/// Something that happened, as it is kept.
///
/// @param number of the record: later ones have greater numbers
/// @param at by the clock that all nodes share
public record AuditRecord(long number, Instant at, Facts facts) {}
