/// What is dead before its time, and the question whether a token still lives.
@NullMarked
package dev.mintmark.server.revocation;

import org.jspecify.annotations.NullMarked;
