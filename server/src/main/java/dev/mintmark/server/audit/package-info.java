/// Listens to events and keeps what happened. Nobody imports it to get work done.
@NullMarked
package dev.mintmark.server.audit;

import org.jspecify.annotations.NullMarked;
