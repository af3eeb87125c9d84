package dev.mintmark.server.meter;

/// Something with a name that a scrape reads.
interface Meter {
    void writeTo(MetricsText text);
}
