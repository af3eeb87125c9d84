/// Who may ask: OAuth clients, what they may ask for, and how they prove who they are (RFC 6749
/// section 2).
@NullMarked
package dev.mintmark.server.client;

import org.jspecify.annotations.NullMarked;
