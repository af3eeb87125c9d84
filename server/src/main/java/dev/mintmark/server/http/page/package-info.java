/// What people see: pages made from templates that are compiled with the rest, so that a page that
/// does not fit its data does not build.
@NullMarked
package dev.mintmark.server.http.page;

import org.jspecify.annotations.NullMarked;
