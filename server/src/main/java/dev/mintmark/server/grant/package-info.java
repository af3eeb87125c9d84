/// From a parsed request to a decision: may this client have that token?
@NullMarked
package dev.mintmark.server.grant;

import org.jspecify.annotations.NullMarked;
