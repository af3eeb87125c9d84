/// Which settings an authority started from the command line gets.
@NullMarked
package dev.mintmark.cli.settings;

import org.jspecify.annotations.NullMarked;
