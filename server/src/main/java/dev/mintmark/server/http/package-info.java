/// The thin layer between the wire and everything else: requests come in as values, responses go
/// out as values, and an [Endpoint] is a function between them.
///
/// This package alone knows the server underneath. It decides nothing about tokens; it refuses what
/// is malformed, too large or too slow before anybody has to think about it, and makes sure that no
/// error page, class name or stack trace ever leaves.
@NullMarked
package dev.mintmark.server.http;

import org.jspecify.annotations.NullMarked;
