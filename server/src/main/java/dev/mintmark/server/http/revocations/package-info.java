/// What is told of revocations, and reported: the stream for verifiers, and tokens that leaked.
@NullMarked
package dev.mintmark.server.http.revocations;

import org.jspecify.annotations.NullMarked;
