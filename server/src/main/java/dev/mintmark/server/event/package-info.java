/// One sealed vocabulary of everything worth remembering: sign-ins, refreshes, reuse, endings, and
/// every change to accounts, clients and keys. Knows only identifiers.
@NullMarked
package dev.mintmark.server.event;

import org.jspecify.annotations.NullMarked;
