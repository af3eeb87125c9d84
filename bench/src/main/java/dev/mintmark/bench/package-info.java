/// Drives an authority over HTTP as hard as it will go, and says how hard that was.
@NullMarked
package dev.mintmark.bench;

import org.jspecify.annotations.NullMarked;
