/// How many refreshes a second the stores carry, beside what PostgreSQL's own `pgbench` gets out of
/// the same server with a transaction that does the same.
@NullMarked
package dev.mintmark.bench.storage;

import org.jspecify.annotations.NullMarked;
