/// PostgreSQL, for one node or many: a bounded pool, and a few committers that carry out refreshes
/// in groups. No promise leans on anything in this process: whatever two nodes race for, a
/// condition in one statement decides.
@NullMarked
package dev.mintmark.server.store.postgres;

import org.jspecify.annotations.NullMarked;
