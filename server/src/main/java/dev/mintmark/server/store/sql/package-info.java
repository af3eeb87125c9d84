/// What the engines that speak SQL have in common: one connection with its statements, the tables
/// whose SQL both understand, and the scripts that make them. What differs between engines, differs
/// in a class of theirs.
@NullMarked
package dev.mintmark.server.store.sql;

import org.jspecify.annotations.NullMarked;
