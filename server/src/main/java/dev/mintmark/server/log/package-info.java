/// What the authority tells its operator: one JSON object per line on standard error.
///
/// Our own code writes through [Log]; Jetty and the JDK arrive at the same handler. Nothing a
/// client sends can break a line in two or forge one, and the shapes our own secrets have are
/// masked as a last net below the rule that no secret is logged at all.
@NullMarked
package dev.mintmark.server.log;

import org.jspecify.annotations.NullMarked;
