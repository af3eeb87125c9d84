/// The authority as a whole: settings in, running server out.
@NullMarked
package dev.mintmark.server;

import org.jspecify.annotations.NullMarked;
