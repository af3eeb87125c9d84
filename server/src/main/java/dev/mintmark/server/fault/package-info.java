/// The two ways this program may fail for reasons outside the request: it cannot start, or
/// something it leans on is out of reach. Everything a caller can get wrong is a value instead.
@NullMarked
package dev.mintmark.server.fault;

import org.jspecify.annotations.NullMarked;
