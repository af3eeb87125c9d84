/// What only one node does at a time: whose turn it is, and for how long.
@NullMarked
package dev.mintmark.server.lease;

import org.jspecify.annotations.NullMarked;
