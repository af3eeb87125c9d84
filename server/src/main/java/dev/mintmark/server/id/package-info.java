/// Identifiers, one type each, so that two strings cannot be swapped. Knows nobody.
@NullMarked
package dev.mintmark.server.id;

import org.jspecify.annotations.NullMarked;
