package dev.mintmark.verifier.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/// Against a server that speaks HTTP as badly as it likes, with shorter times than in earnest.
@Timeout(60)
@DisplayName("R-080: a server that does not mean well")
class FetcherTest {

    private static final Duration SHORT = Duration.ofMillis(200);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket server = listening();
    private final URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/keys");

    private interface Behaviour {
        void with(Socket connection) throws IOException, InterruptedException;
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    @Test
    void headers_that_do_not_come_are_not_waited_for() {
        var over = new CountDownLatch(1);
        serve(connection -> over.await());
        assertThat(failure()).containsAnyOf("took too long", "Timeout");
        over.countDown();
    }

    @Test
    void a_body_that_trickles_is_cut_off() throws Exception {
        var cutOff = new CompletableFuture<Boolean>();
        serve(connection -> {
            OutputStream out = connection.getOutputStream();
            out.write(head("Content-Length: 500000"));
            try {
                while (true) {
                    out.write(' ');
                    out.flush();
                    LockSupport.parkNanos(1_000_000);
                }
            } catch (IOException gone) {
                cutOff.complete(true);
            }
        });
        assertThat(failure()).containsAnyOf("took too long", "Timeout");
        assertThat(cutOff.get()).isTrue();
    }

    @Test
    void a_body_without_end_is_cut_off() throws Exception {
        var cutOff = new CompletableFuture<Boolean>();
        serve(connection -> {
            OutputStream out = connection.getOutputStream();
            out.write(head("Connection: close"));
            var block = new byte[64 * 1024];
            try {
                while (true) {
                    out.write(block);
                }
            } catch (IOException gone) {
                cutOff.complete(true);
            }
        });
        assertThat(failure(Duration.ofSeconds(30))).contains("longer than 524288 bytes");
        assertThat(cutOff.get()).isTrue();
    }

    @Test
    void what_is_no_http_is_a_failure() {
        serve(connection ->
                connection.getOutputStream().write("220 mail.example\r\n".getBytes(US_ASCII)));
        assertThat(failure()).isNotEmpty();
    }

    @Test
    void a_connection_that_breaks_off_is_a_failure() {
        serve(connection -> {
            connection.getOutputStream().write(head("Content-Length: 1000"));
            connection.getOutputStream().write("{\"keys\":".getBytes(US_ASCII));
        });
        assertThat(failure()).isNotEmpty();
    }

    @Test
    void a_port_where_nobody_listens_is_a_failure() throws IOException {
        server.close();
        assertThat(failure()).contains("ConnectException");
    }

    @Test
    void the_longest_body_is_read_whole() {
        serve(connection -> {
            OutputStream out = connection.getOutputStream();
            out.write(head("Content-Length: 524288\r\nCache-Control: max-age=60"));
            out.write(new byte[524_288]);
        });
        var fetched = fetch(Duration.ofSeconds(30));
        assertThat(fetched)
                .isInstanceOfSatisfying(
                        Fetched.Document.class,
                        document -> {
                            assertThat(document.body()).hasSize(524_288);
                            assertThat(document.maxAge()).contains(Duration.ofMinutes(1));
                        });
    }

    @Test
    @DisplayName("R-080: no cookies")
    void a_cookie_that_was_set_is_not_sent_back() throws Exception {
        var seen = new CompletableFuture<String>();
        var fetcher = fetcher(Duration.ofSeconds(30));
        serve(connection ->
                connection
                        .getOutputStream()
                        .write(head("Set-Cookie: a=b; Path=/\r\nContent-Length: 0")));
        fetcher.get(wanted());
        threads.execute(() -> {
            try (Socket connection = server.accept()) {
                seen.complete(requestOn(connection));
                connection.getOutputStream().write(head("Content-Length: 0"));
            } catch (IOException e) {
                seen.completeExceptionally(e);
            }
        });
        fetcher.get(wanted());
        assertThat(seen.get()).startsWith("GET /keys HTTP/1.1").doesNotContain("ookie");
    }

    @Test
    @DisplayName("R-082: max-age")
    void max_age_is_found_among_other_directives() {
        assertThat(Fetcher.maxAge("public, max-age=301, stale-if-error=86400"))
                .contains(Duration.ofSeconds(301));
        assertThat(Fetcher.maxAge("s-maxage=9")).isEqualTo(Optional.empty());
        assertThat(Fetcher.maxAge("max-age=99999999999")).isEqualTo(Optional.empty());
        assertThat(Fetcher.maxAge("")).isEqualTo(Optional.empty());
    }

    private void serve(Behaviour behaviour) {
        threads.execute(() -> {
            try (Socket connection = server.accept()) {
                requestOn(connection);
                behaviour.with(connection);
            } catch (IOException | InterruptedException over) {
                // The test is over, or the other side went away.
            }
        });
    }

    private static String requestOn(Socket connection) throws IOException {
        var request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            int read = connection.getInputStream().read();
            if (read < 0) {
                break;
            }
            request.append((char) read);
        }
        return request.toString();
    }

    private String failure() {
        return failure(SHORT);
    }

    private String failure(Duration patience) {
        return ((Fetched.Failed) fetch(patience)).reason();
    }

    private Fetched fetch(Duration patience) {
        return fetcher(patience).get(wanted());
    }

    private Wanted wanted() {
        return Wanted.json(uri, "application/json");
    }

    private Fetcher fetcher(Duration patience) {
        var here = new Neighbourhood(uri, false, InetAddress::getAllByName);
        return new Fetcher(here, patience, patience);
    }

    private static byte[] head(String headers) {
        return ("HTTP/1.1 200 OK\r\n" + headers + "\r\n\r\n").getBytes(US_ASCII);
    }

    private static ServerSocket listening() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
