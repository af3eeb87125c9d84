/// What an operator may set, read once at start.
///
/// A flag beats the environment, the environment beats the file, the file beats the default; every
/// key is listed in [Setting]. [Settings#load] answers with values or with every problem at once,
/// so that nobody repairs a configuration one restart at a time. Parts of the authority receive the
/// record of their own concern, never the whole.
@NullMarked
package dev.mintmark.server.config;

import org.jspecify.annotations.NullMarked;
