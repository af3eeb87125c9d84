/// Rules that keep a browser from being used against its owner: cookies, requests of other sites,
/// addresses to go on to; and how much anybody may take. Values in, decisions out; nothing here
/// knows HTTP's classes or a database.
@NullMarked
package dev.mintmark.server.guard;

import org.jspecify.annotations.NullMarked;
