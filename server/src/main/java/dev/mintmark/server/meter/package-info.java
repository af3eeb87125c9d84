/// What the authority does, in numbers: counters, times and gauges in the words of Prometheus, and
/// how they went over the last minutes and the last day. Counting takes no lock.
@NullMarked
package dev.mintmark.server.meter;

import org.jspecify.annotations.NullMarked;
