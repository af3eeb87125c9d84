/// Records on their way to other places: a file, a syslog server, a webhook.
@NullMarked
package dev.mintmark.server.audit.ship;

import org.jspecify.annotations.NullMarked;
