package dev.mintmark.server.meter;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// All meters of an authority. Their names are a promise: dashboards and rules are written for
/// them. No label has the name of a person, an address or a token in it.
public final class Meters {
    /// Of the text that [#text] gives.
    public static final String CONTENT_TYPE = MetricsText.TYPE;

    private static final double[] REQUEST_BOUNDS = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10
    };
    private static final double[] PROPAGATION_BOUNDS = {
        0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
    };

    private final List<Meter> all = new CopyOnWriteArrayList<>();

    private final Tally tokensIssued =
            tally("mintmark_tokens_issued_total", "Access tokens issued.", "grant", "alg");
    private final Tally refreshes =
            tally("mintmark_refresh_total", "Refresh tokens handed in.", "outcome");
    private final Tally verdicts =
            tally(
                    "mintmark_verify_total",
                    "Access tokens examined by this authority itself.",
                    "outcome");
    private final Tally signIns = tally("mintmark_logins_total", "Sign-ins that succeeded.");
    private final Tally signInFailures =
            tally("mintmark_login_failures_total", "Sign-ins that were refused.", "reason");
    private final Tally refusals =
            tally(
                    "mintmark_refusals_total",
                    "Requests that were refused, by what was asked for and why.",
                    "area",
                    "reason");
    private final Tally keySets =
            tally("mintmark_jwks_fetch_total", "Key sets handed out.", "outcome");
    private final Timings propagation =
            timings(
                    "mintmark_revocation_propagation_seconds",
                    "From a revocation to its being passed on by this node.",
                    PROPAGATION_BOUNDS);
    private final Timings requests =
            timings(
                    "http_server_request_duration_seconds",
                    "Requests, from their last byte read to the answer being ready.",
                    REQUEST_BOUNDS,
                    "http_request_method",
                    "http_route",
                    "http_response_status_code");
    private final Latencies latencies = new Latencies();

    public Tally tokensIssued() {
        return tokensIssued;
    }

    public Tally refreshes() {
        return refreshes;
    }

    public Tally verdicts() {
        return verdicts;
    }

    public Tally signIns() {
        return signIns;
    }

    public Tally signInFailures() {
        return signInFailures;
    }

    /// By area and reason.
    public Tally refusals() {
        return refusals;
    }

    public Tally keySets() {
        return keySets;
    }

    public Timings propagation() {
        return propagation;
    }

    /// A request was answered.
    ///
    /// @param method of HTTP, or something that stands for all others
    /// @param route as the server knows it, never what was sent
    public void answered(String method, String route, int status, long nanos) {
        requests.record(nanos, method, route, Integer.toString(status));
        latencies.record(nanos, status);
    }

    Latencies latencies() {
        return latencies;
    }

    /// One more kind of counter; for parts that others do without.
    public Tally tally(String name, String help, String... labels) {
        return added(new Tally(name, help, labels));
    }

    private Timings timings(String name, String help, double[] bounds, String... labels) {
        return added(new Timings(name, help, bounds, labels));
    }

    /// Something to look at with each scrape, in one sample.
    public void gauge(String name, String help, Supplier<? extends Number> value) {
        added(new Gauge(name, help, "gauge", "", () -> Map.of("", value.get())));
    }

    /// Something to look at with each scrape, in samples that a label tells apart.
    public void gauge(
            String name,
            String help,
            String label,
            Supplier<Map<String, ? extends Number>> values) {
        added(new Gauge(name, help, "gauge", label, values));
    }

    /// The same, of something that only grows.
    void growing(
            String name,
            String help,
            String label,
            Supplier<Map<String, ? extends Number>> values) {
        added(new Gauge(name, help, "counter", label, values));
    }

    private <T extends Meter> T added(T meter) {
        all.add(meter);
        return meter;
    }

    /// Everything, as Prometheus reads it.
    public String text() {
        var text = new MetricsText();
        all.forEach(meter -> meter.writeTo(text));
        return text.toString();
    }
}
