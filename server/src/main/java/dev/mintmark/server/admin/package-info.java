/// The administrator's credential: made once, stored hashed, checked on every admin request.
@NullMarked
package dev.mintmark.server.admin;

import org.jspecify.annotations.NullMarked;
