/// Session families: one row per sign-in, from which every refresh token of that sign-in is
/// derived. Rotation, convergence of racing refreshes, and detection of reuse (RFC 9700 section
/// 4.14.2).
@NullMarked
package dev.mintmark.server.session;

import org.jspecify.annotations.NullMarked;
