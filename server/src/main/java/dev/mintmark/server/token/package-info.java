/// Access tokens: their claims and their minting (RFC 9068).
@NullMarked
package dev.mintmark.server.token;

import org.jspecify.annotations.NullMarked;
