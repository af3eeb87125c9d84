/// What is odd, told once: rules look at what happens, and what they find is opened, kept,
/// delivered and closed as an alert. No other server is needed for it.
@NullMarked
package dev.mintmark.server.alert;

import org.jspecify.annotations.NullMarked;
