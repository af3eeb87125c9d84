package dev.mintmark.adapter.micrometer;

import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.VerdictListener;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import java.util.Arrays;
import java.util.stream.Stream;

/// Counts verdicts: `mintmark_verify_total{outcome}`, where the outcome is `trusted`, the code of a
/// refusal's reason, or what was out of reach. Each token is counted there once. Those that were
/// trusted and not enough for one endpoint are counted by reason in
/// `mintmark_verify_insufficient_total{reason}` besides.
///
/// ```
/// var meters = new VerdictMeters();
/// meters.bindTo(registry);
/// Verifier counted = verifier.withListener(meters);
/// ```
public final class VerdictMeters implements VerdictListener, MeterBinder {

    private static final String TRUSTED = "trusted";

    private final Tally outcomes =
            new Tally(
                    "mintmark.verify",
                    "Access tokens that were judged",
                    "outcome",
                    Stream.of(
                                    Stream.of(TRUSTED),
                                    Arrays.stream(Reason.values()).map(Reason::code),
                                    Arrays.stream(Verdict.Unavailable.Cause.values())
                                            .map(Verdict.Unavailable.Cause::code))
                            .flatMap(words -> words));

    private final Tally insufficient =
            new Tally(
                    "mintmark.verify.insufficient",
                    "Trusted access tokens that were not enough for one endpoint",
                    "reason",
                    Stream.of(Reason.INSUFFICIENT_SCOPE, Reason.INSUFFICIENT_AUTHENTICATION)
                            .map(Reason::code));

    public VerdictMeters() {}

    @Override
    public void judged(Verdict verdict) {
        outcomes.count(outcome(verdict));
    }

    @Override
    public void insufficient(Verdict.Refused verdict) {
        insufficient.count(verdict.reason().code());
    }

    private static String outcome(Verdict verdict) {
        if (verdict instanceof Verdict.Refused refused) {
            return refused.reason().code();
        } else if (verdict instanceof Verdict.Unavailable unavailable) {
            return unavailable.cause().code();
        }
        return TRUSTED;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        outcomes.bindTo(registry);
        insufficient.bindTo(registry);
    }
}
