/// Records that tell of no change, on their way to the database: kept in files that outlive the
/// process, and written to the database many at a time.
@NullMarked
package dev.mintmark.server.audit.buffer;

import org.jspecify.annotations.NullMarked;
