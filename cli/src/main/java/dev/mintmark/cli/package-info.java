/// The `mintmark` command: one class for each group of commands, and the help pages around them. A
/// command turns its options into a request, hands it on, and prints what comes back; it speaks to
/// a running authority over HTTP like any other client.
@NullMarked
package dev.mintmark.cli;

import org.jspecify.annotations.NullMarked;
