/// Whether this process lives, and whether it can serve.
@NullMarked
package dev.mintmark.server.http.health;

import org.jspecify.annotations.NullMarked;
