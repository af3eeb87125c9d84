/// The `mintmark` command.
@NullMarked
package dev.mintmark.cli;

import org.jspecify.annotations.NullMarked;
