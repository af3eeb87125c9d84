/// The console at `/console`: pages for administrators. Whatever it shows and does goes through the
/// admin API, with the key that opened it: it can do nothing that a program with that key could
/// not.
@NullMarked
package dev.mintmark.server.http.console;

import org.jspecify.annotations.NullMarked;
