package dev.mintmark.verifier.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.RemoteKeys;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.VerdictListener;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Counts verdicts and tells a Mintmark authority of them three times a minute: numbers by reason,
/// and whether the keys can be renewed. No token and nothing from one is ever sent.
///
/// ```
/// var reports = VerdictReports.to(issuer, "orders-service", secret);
/// reports.start();
/// Verifier counted = verifier.withListener(reports);
/// ```
///
/// What cannot be delivered is added to the next report. Verifying never waits for it.
public final class VerdictReports implements VerdictListener, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(VerdictReports.class.getName());
    private static final String PATH = "/v1/verifier-reports";
    private static final Duration EVERY = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// So long the keys may have been overdue before it is worth telling.
    private static final Duration OVERDUE = Duration.ofMinutes(2);

    private final URI address;
    private final String authorization;
    private final BooleanSupplier keysFail;
    private final InstantSource clock;
    private final Duration every;
    private final Counts counts = new Counts();
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> {
                var made = new Thread(task, "mintmark-verifier-reports");
                made.setDaemon(true);
                return made;
            });
    private boolean keysFailed;

    private VerdictReports(
            URI address,
            String authorization,
            BooleanSupplier keysFail,
            InstantSource clock,
            Duration every) {
        this.address = address;
        this.authorization = authorization;
        this.keysFail = keysFail;
        this.clock = clock;
        this.every = every;
    }

    /// @param clientId name of this service as a client of the issuer
    /// @param secret of that client
    public static VerdictReports to(URI issuer, String clientId, String secret) {
        var pair = URLEncoder.encode(clientId, UTF_8) + ":" + URLEncoder.encode(secret, UTF_8);
        return new VerdictReports(
                URI.create(issuer + PATH),
                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)),
                () -> false,
                InstantSource.system(),
                EVERY);
    }

    /// Tells, too, whether these keys can be renewed. Before it is started.
    public VerdictReports withKeys(RemoteKeys keys) {
        Objects.requireNonNull(keys);
        return new VerdictReports(address, authorization, () -> isFailing(keys), clock, every);
    }

    /// How often; for tests. Before it is started.
    VerdictReports every(Duration changed) {
        return new VerdictReports(address, authorization, keysFail, clock, changed);
    }

    private static boolean isFailing(RemoteKeys keys) {
        return keys.timesFetched() + keys.timesFailed() > 0
                && (!keys.isReady()
                        || keys.staleFor().filter(late -> late.compareTo(OVERDUE) > 0).isPresent());
    }

    /// Begins to report. Only once.
    public void start() {
        var unused =
                thread.scheduleWithFixedDelay(
                        this::report, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void judged(Verdict verdict) {
        counts.count(verdict);
    }

    @Override
    public void insufficient(Verdict.Refused verdict) {
        counts.countInsufficient(verdict);
    }

    private void report() {
        try {
            boolean failing = keysFail.getAsBoolean();
            var taken = counts.take();
            if (taken.isEmpty() && !failing && !keysFailed) {
                return;
            }
            if (deliver(taken.json(clock.millis(), failing))) {
                keysFailed = failing;
            } else {
                counts.giveBack(taken);
            }
        } catch (RuntimeException e) {
            // A timer that sees an exception never runs again.
            LOG.log(Level.WARNING, "the verdicts could not be reported", e);
        }
    }

    private boolean deliver(byte[] json) {
        var request =
                HttpRequest.newBuilder(address)
                        .timeout(PATIENCE)
                        .header("Authorization", authorization)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(json))
                        .build();
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 204) {
                LOG.log(Level.DEBUG, "a report of verdicts was answered with status {0}", status);
            }
            return status == 204;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the issuer is out of reach for reports of verdicts");
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// What was counted since the last report is not told any more.
    @Override
    public void close() {
        thread.shutdownNow();
    }

    @Override
    public String toString() {
        return "VerdictReports[***]";
    }
}
