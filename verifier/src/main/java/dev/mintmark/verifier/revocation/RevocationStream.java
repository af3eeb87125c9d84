package dev.mintmark.verifier.revocation;

import dev.mintmark.verifier.fetch.Fetcher;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;

/// Keeps a connection to the issuer's stream: opens it, notices when it is dead, and comes back
/// after a while, with chance, where it left off.
final class RevocationStream {

    private static final Duration CONNECT = Duration.ofSeconds(2);

    /// Until the answer begins.
    private static final long LONGEST_SILENCE_AT_FIRST = 5_000;

    /// Three heartbeats.
    private static final long LONGEST_SILENCE = 45_000;

    /// A connection that lasted so long was a good one; the next failure is a first.
    private static final long LASTING = 10_000;

    private final URI address;
    private final StreamAccess access;
    private final FrameIntake intake;
    private final StreamCoverage coverage;
    private final IssuerClock issuerClock;
    private final Counters counters;
    private final InstantSource clock;
    private final Fetcher neighbourhood;

    // Guarded by `this`.
    private @Nullable HttpClient client;
    private final Backoff backoff = new Backoff();
    private @Nullable Connection connection;
    private long nextAttemptAt = Long.MIN_VALUE;
    private String lastId = "";
    private boolean closed;

    RevocationStream(
            URI address,
            StreamAccess access,
            FrameIntake intake,
            StreamCoverage coverage,
            IssuerClock issuerClock,
            Counters counters,
            InstantSource clock) {
        this.address = address;
        this.access = access;
        this.intake = intake;
        this.coverage = coverage;
        this.issuerClock = issuerClock;
        this.counters = counters;
        this.clock = clock;
        this.neighbourhood = Fetcher.around(address);
    }

    synchronized boolean isOpen() {
        Connection current = connection;
        return current != null && current.answered;
    }

    /// Does what is due: connects, or gives up a connection that has fallen silent.
    void tend() {
        Connection silent;
        synchronized (this) {
            if (closed) {
                return;
            }
            silent = connection;
            if (silent == null && !Due.is(nextAttemptAt, clock.millis(), Backoff.LONGEST)) {
                return;
            }
        }
        if (silent == null) {
            connect();
        } else if (silent.isSilent(clock.millis())) {
            silent.breakOff("nothing was heard for too long");
        }
    }

    void close() {
        Connection last;
        synchronized (this) {
            closed = true;
            last = connection;
        }
        if (last != null) {
            last.breakOff("closed");
        }
    }

    private void connect() {
        var opening = new Connection(clock.millis());
        HttpRequest request;
        synchronized (this) {
            if (closed || connection != null) {
                return;
            }
            connection = opening;
        }
        String objection = neighbourhood.objection(address);
        if (objection != null) {
            opening.ended(objection);
            return;
        }
        try {
            request = request(opening.resumesAfter);
        } catch (RuntimeException e) {
            // Its message may quote what was to be kept secret.
            opening.ended("no credentials to connect with: " + e.getClass().getSimpleName());
            return;
        }
        counters.connections.increment();
        opening.start(request);
    }

    /// Made with the first request, since it brings a thread along.
    private synchronized HttpClient client() {
        if (client == null) {
            client =
                    HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .connectTimeout(CONNECT)
                            .followRedirects(HttpClient.Redirect.NEVER)
                            .build();
        }
        return client;
    }

    private HttpRequest request(String resumesAfter) {
        // No timeout: on some Java versions it would end the stream, too.
        var builder =
                HttpRequest.newBuilder(address)
                        .header("Accept", "text/event-stream")
                        .header("Authorization", access.header());
        if (!resumesAfter.isEmpty()) {
            builder.header("Last-Event-ID", resumesAfter);
        }
        return builder.GET().build();
    }

    /// One attempt to connect, and what comes of it.
    private final class Connection implements EventStreamParser.Listener {

        private final long startedAt;
        private final String resumesAfter;
        private final StreamBody body;
        private volatile long heardAt;
        private volatile boolean answered;
        private volatile @Nullable CompletableFuture<?> exchange;
        private boolean ended;

        Connection(long now) {
            startedAt = now;
            heardAt = now;
            synchronized (RevocationStream.this) {
                resumesAfter = lastId;
            }
            // Characters of a frame, and the name of the field before it.
            body =
                    new StreamBody(
                            new EventStreamParser(
                                    resumesAfter, FrameReader.MOST_CHARACTERS + 16, this));
        }

        void start(HttpRequest request) {
            var started = client().sendAsync(request, this::answer);
            exchange = started;
            var unused =
                    started.whenComplete((response, failure) ->
                            ended(failure == null ? unexpected(response) : describe(failure)));
        }

        boolean isSilent(long now) {
            // A clock that was set back must not make a dead connection look alive.
            return Math.abs(now - heardAt)
                    > (answered ? LONGEST_SILENCE : LONGEST_SILENCE_AT_FIRST);
        }

        void breakOff(String reason) {
            body.breakOff(reason);
            ended(reason);
            CompletableFuture<?> running = exchange;
            if (running != null) {
                running.cancel(true);
            }
        }

        private BodySubscriber<Void> answer(ResponseInfo head) {
            Fetcher.date(head.headers()).ifPresent(issuerClock::heard);
            if (head.statusCode() != 200 || !isEventStream(head) || isOver()) {
                return BodySubscribers.replacing(null);
            }
            heardAt = clock.millis();
            answered = true;
            coverage.opened(!resumesAfter.isEmpty());
            counters.streamFailed(Optional.empty());
            return body;
        }

        private static boolean isEventStream(ResponseInfo head) {
            String type = head.headers().firstValue("Content-Type").orElse("");
            return type.toLowerCase(Locale.ROOT).matches("text/event-stream\\s*(;.*)?");
        }

        private static String unexpected(HttpResponse<Void> response) {
            return response.statusCode() == 200
                    ? "the answer is no event stream"
                    : "the answer has status " + response.statusCode();
        }

        private static String describe(Throwable failure) {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : failure;
            return cause.toString();
        }

        private void ended(String reason) {
            synchronized (RevocationStream.this) {
                if (ended) {
                    return;
                }
                ended = true;
                long now = clock.millis();
                if (answered && now - startedAt >= LASTING) {
                    backoff.succeeded();
                }
                nextAttemptAt = now + backoff.next(ThreadLocalRandom.current().nextDouble());
                connection = null;
            }
            counters.streamFailed(Optional.of(address + ": " + reason));
        }

        private boolean isOver() {
            synchronized (RevocationStream.this) {
                return ended;
            }
        }

        @Override
        public void event(ServerEvent event) {
            if (isOver()) {
                return;
            }
            heardAt = clock.millis();
            if (event.type().equals("resync")) {
                intake.resynchronized();
                coverage.interrupted();
            } else if (event.type().isEmpty() || event.type().equals("message")) {
                if (!intake.take(event.data())) {
                    breakOff("a frame came under a key that cannot be had now");
                    return;
                }
                coverage.heard(heardAt);
            }
            stand(event.lastId());
        }

        @Override
        public void place(String id) {
            if (!isOver()) {
                heardAt = clock.millis();
                stand(id);
            }
        }

        private void stand(String id) {
            synchronized (RevocationStream.this) {
                lastId = id;
            }
        }

        @Override
        public void comment() {
            if (!isOver()) {
                heardAt = clock.millis();
                coverage.caughtUp(heardAt);
            }
        }

        @Override
        public void retry(long millis) {
            synchronized (RevocationStream.this) {
                backoff.ask(millis);
            }
        }
    }
}
