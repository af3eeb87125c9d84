/// How long the pages of the console take when there is a lot to show.
@NullMarked
package dev.mintmark.bench.console;

import org.jspecify.annotations.NullMarked;
