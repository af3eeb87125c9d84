/// What the authority needs of a database, put together. Below are the engines; only they know SQL.
@NullMarked
package dev.mintmark.server.store;

import org.jspecify.annotations.NullMarked;
