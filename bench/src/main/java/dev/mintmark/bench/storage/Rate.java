package dev.mintmark.bench.storage;

/// What came of one run.
///
/// @param p50 and the next in milliseconds
record Rate(double perSecond, double p50, double p99) {}
