/// The world a command talks to: its streams, its environment, the person at the keyboard.
/// Everything a command reads or prints passes through here, so that a test can hold the other end,
/// and so that text from elsewhere cannot steer the screen it is shown on.
@NullMarked
package dev.mintmark.cli.terminal;

import org.jspecify.annotations.NullMarked;
