/// Where records about one person, client or session are, without an index on the records: those
/// are written too often for that.
@NullMarked
package dev.mintmark.server.audit.index;

import org.jspecify.annotations.NullMarked;
