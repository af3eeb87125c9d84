/// What services say about the tokens they refused.
@NullMarked
package dev.mintmark.server.http.report;

import org.jspecify.annotations.NullMarked;
