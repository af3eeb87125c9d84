/// The embedded database: one file, one writer thread that commits in groups, readers apart.
@NullMarked
package dev.mintmark.server.store.sqlite;

import org.jspecify.annotations.NullMarked;
