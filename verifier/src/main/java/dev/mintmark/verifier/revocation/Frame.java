package dev.mintmark.verifier.revocation;

import java.util.List;

/// What one signed frame of the stream says.
///
/// @param signedAt in seconds since 1970 by the issuer's clock
/// @param sequence grows from frame to frame
/// @param skipped how many items were of kinds that we do not know
record Frame(long signedAt, long sequence, List<RevokedItem> items, int skipped) {}
