/// Ties the session of a browser to a key that never leaves its device (Device Bound Session
/// Credentials), so that a cookie that was copied is worth nothing elsewhere.
@NullMarked
package dev.mintmark.server.device;

import org.jspecify.annotations.NullMarked;
