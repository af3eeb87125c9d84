/// Which settings apply where a command is run, and what they say of the authority there.
@NullMarked
package dev.mintmark.cli.settings;

import org.jspecify.annotations.NullMarked;
