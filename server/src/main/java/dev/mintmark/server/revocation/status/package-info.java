/// Token Status Lists: which there are, what they say, and how they are signed
/// (draft-ietf-oauth-status-list).
@NullMarked
package dev.mintmark.server.revocation.status;

import org.jspecify.annotations.NullMarked;
