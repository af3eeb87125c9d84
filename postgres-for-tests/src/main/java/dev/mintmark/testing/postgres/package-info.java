/// A real PostgreSQL for tests, without Docker and without anything installed: the binaries come
/// from Maven Central, and each process of tests has a cluster of its own.
@NullMarked
package dev.mintmark.testing.postgres;

import org.jspecify.annotations.NullMarked;
