/// One class per reader of what strangers send. Jazzer calls its `fuzzerTestOneInput` with bytes
/// that it makes up, again and again, and keeps those that reach new code.
///
/// What each has to hold: nothing comes out but the declared outcome, the same text gets the same
/// outcome twice, and no input costs more than its size allows. `fuzz/run` starts them.
@NullMarked
package dev.mintmark.fuzz;

import org.jspecify.annotations.NullMarked;
