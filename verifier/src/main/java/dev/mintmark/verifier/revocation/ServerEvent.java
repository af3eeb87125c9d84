package dev.mintmark.verifier.revocation;

/// One event of an event stream (HTML Living Standard, section 9.2).
///
/// @param type the `event:`, empty when it has none
/// @param data the `data:` lines, with line feeds between them
/// @param lastId the last `id:` of the stream so far, empty when there was none
record ServerEvent(String type, String data, String lastId) {}
