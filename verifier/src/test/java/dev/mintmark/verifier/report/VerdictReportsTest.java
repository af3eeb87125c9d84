package dev.mintmark.verifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;

import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.Tokens;
import dev.mintmark.verifier.Verdict;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;

/// A real issuer that takes reports, or does not.
@Timeout(60)
class VerdictReportsTest {

    private static final Verdict EXPIRED = new Verdict.Refused(Reason.EXPIRED, "");
    private static final Verdict NO_KEYS =
            new Verdict.Unavailable(Verdict.Unavailable.Cause.KEYS, Duration.ofSeconds(1));

    private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> credentials = new LinkedBlockingQueue<>();
    private volatile int status = 204;
    private HttpServer issuer;
    private VerdictReports reports;

    @BeforeEach
    void start() throws Exception {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext(
                "/v1/verifier-reports",
                exchange -> {
                    int answer = status;
                    bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                    credentials.add(exchange.getRequestHeaders().getFirst("Authorization"));
                    exchange.sendResponseHeaders(answer, -1);
                    exchange.close();
                });
        issuer.start();
        var uri = URI.create("http://127.0.0.1:" + issuer.getAddress().getPort());
        reports = VerdictReports.to(uri, "orders", "a secret: äh").every(Duration.ofMillis(50));
    }

    @AfterEach
    void stop() {
        reports.close();
        issuer.stop(0);
    }

    @Test
    void numbers_are_told_by_reason_and_nothing_else() throws Exception {
        reports.judged(EXPIRED);
        reports.judged(EXPIRED);
        reports.judged(NO_KEYS);
        reports.start();

        assertThat(bodies.take())
                .matches(
                        "\\{\"sent_at\":[0-9]{13},\"trusted\":0,\"keys_fail\":false,"
                                + "\"refused\":\\{\"expired\":2,\"keys_unavailable\":1\\}\\}");
        assertThat(credentials.take()).startsWith("Basic b3JkZXJzOmErc2VjcmV0JTNBKyVDMyVBNGg");
    }

    @Test
    void a_token_that_was_not_enough_is_refused_and_not_trusted_as_well() throws Exception {
        reports.judged(EXPIRED);
        reports.insufficient(new Verdict.Refused(Reason.INSUFFICIENT_SCOPE, ""));
        reports.start();
        assertThat(bodies.take()).contains("\"trusted\":0", "\"insufficient_scope\":1");

        // What was taken back too much above is made up for.
        var verifier = Tokens.aVerifier().withListener(reports);
        for (int i = 0; i < 3; i++) {
            assertThat(verifier.verify(Tokens.aToken().sign())).isInstanceOf(Verdict.Trusted.class);
        }
        long told = 0;
        while (told < 2) {
            told += trusted(bodies.take());
        }
        assertThat(told).isEqualTo(2);
    }

    private static long trusted(String body) {
        var found = Pattern.compile("\"trusted\":([0-9]+)").matcher(body);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    @Test
    void what_was_not_taken_is_told_with_the_next() throws Exception {
        status = 503;
        reports.judged(EXPIRED);
        reports.start();
        assertThat(bodies.take()).contains("\"expired\":1");

        reports.judged(EXPIRED);

        String last = bodies.take();
        while (!last.contains("\"expired\":2")) {
            last = bodies.take();
        }
        assertThat(last).contains("\"expired\":2");
    }

    @Test
    void where_nothing_happens_nothing_is_told() throws Exception {
        reports.start();
        reports.judged(EXPIRED);
        bodies.take();
        reports.judged(NO_KEYS);

        // The next one that comes is of what happened next.
        assertThat(bodies.take()).contains("\"refused\":{\"keys_unavailable\":1}");
    }
}
