/// What the pages of the console show, one record each; the templates are in
/// `src/main/jte/console`.
@NullMarked
package dev.mintmark.server.http.page.console;

import org.jspecify.annotations.NullMarked;
