/// The admin API: JSON in and out, problem details for errors, one bearer admin key.
@NullMarked
package dev.mintmark.server.http.admin;

import org.jspecify.annotations.NullMarked;
