/// What a Prometheus server reads.
@NullMarked
package dev.mintmark.server.http.metrics;

import org.jspecify.annotations.NullMarked;
