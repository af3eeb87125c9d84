package dev.mintmark.adapter.micrometer;

import dev.mintmark.adapter.http.CredentialsListener;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import java.util.Arrays;

/// Counts how requests presented a token: `mintmark_credentials_total{presented}`. `query` is a
/// client that leaks its tokens into logs.
public final class CredentialsMeters implements CredentialsListener, MeterBinder {

    private final Tally kinds =
            new Tally(
                    "mintmark.credentials",
                    "Requests that had to say who they are, by how they did",
                    "presented",
                    Arrays.stream(Presented.values()).map(Presented::code));

    public CredentialsMeters() {}

    @Override
    public void presented(Presented how) {
        kinds.count(how.code());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        kinds.bindTo(registry);
    }
}
