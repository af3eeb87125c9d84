/// Secret values: how they are made, written down as text, hashed and kept out of logs. Knows
/// nobody.
@NullMarked
package dev.mintmark.server.secret;

import org.jspecify.annotations.NullMarked;
