/// The administrators’ credentials: admin keys, made once, stored hashed, checked on every request,
/// each good for some acts and for some time; and the console's sessions that begin with one.
@NullMarked
package dev.mintmark.server.admin;

import org.jspecify.annotations.NullMarked;
