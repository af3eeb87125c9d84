/// Everything in maps, for tests: same contract, gone at the end.
@NullMarked
package dev.mintmark.server.store.memory;

import org.jspecify.annotations.NullMarked;
