package dev.mintmark.server.audit.ship;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;

import dev.mintmark.server.audit.AuditStore.Entry;
import dev.mintmark.server.audit.AuditStore.Row;
import dev.mintmark.server.audit.Script;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// V16.4.3: records arrive elsewhere, each at least once and in their order.
class ShippingTest {
    private static final byte[] SECRET = "a secret of thirty-two characters".getBytes(UTF_8);

    private final MovableClock clock = new MovableClock();
    private final MemoryStore store = new MemoryStore(clock);
    @TempDir private Path folder;

    @Test
    void a_file_gets_each_record_as_a_line() throws IOException {
        var file = folder.resolve("audit.jsonl");
        var shipping = shipping(new FileSink(file));

        record(3);
        shipping.tend(() -> true);
        Files.move(file, folder.resolve("rotated"));
        record(1);
        shipping.tend(() -> true);

        assertThat(Files.readAllLines(folder.resolve("rotated"))).hasSize(3);
        assertThat(Files.readAllLines(file))
                .singleElement()
                .asString()
                .contains("\"client\":\"service-4\"");
    }

    @Test
    void what_did_not_arrive_comes_again_later_and_later_and_nothing_is_skipped() {
        var sink = new Moody();
        var shipping = shipping(sink);
        record(2);
        shipping.tend(() -> true);
        sink.takes = false;
        record(2);

        for (int seconds = 0; seconds < 20; seconds++) {
            shipping.tend(() -> true);
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(sink.asked).isEqualTo(1 + 5); // at once, after 1, 2, 4 and 8 seconds
        sink.takes = true;
        clock.advance(Duration.ofMinutes(1));
        shipping.tend(() -> true);

        assertThat(sink.got).extracting(Row::number).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void another_node_goes_on_where_one_stopped() {
        var sink = new Moody();
        record(2);
        shipping(sink).tend(() -> true);
        record(1);

        shipping(sink).tend(() -> true);

        assertThat(sink.got).extracting(Row::number).containsExactly(1L, 2L, 3L);
    }

    @Test
    void more_than_fit_at_once_are_shipped_one_batch_after_the_other() {
        var sink = new Moody();
        record(1_200);

        shipping(sink).tend(() -> true);

        assertThat(sink.asked).isEqualTo(3);
        assertThat(sink.got).hasSize(1_200);
    }

    @Test
    void a_webhook_is_posted_signed_lines_until_it_says_that_they_arrived() throws Exception {
        var bodies = new ArrayList<String>();
        var signatures = new ArrayList<String>();
        var statuses = new ArrayList<>(List.of(500, 302, 204));
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                    signatures.add(exchange.getRequestHeaders().getFirst(WebhookSink.SIGNATURE));
                    exchange.sendResponseHeaders(statuses.removeFirst(), -1);
                    exchange.close();
                });
        server.start();
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
        try (var sink = new WebhookSink(address, SECRET, clock)) {
            var shipping = shipping(sink);
            record(2);
            for (int tries = 0; tries < 3; tries++) {
                shipping.tend(() -> true);
                clock.advance(Duration.ofMinutes(1));
            }
            shipping.tend(() -> true);
        } finally {
            server.stop(0);
        }

        assertThat(bodies).hasSize(3).allSatisfy(body -> assertThat(body.lines()).hasSize(2));
        var time = Long.toString(MovableClock.START.plusSeconds(120).getEpochSecond());
        assertThat(signatures.getLast())
                .isEqualTo("t=" + time + ",v1=" + hmac(time + "." + bodies.getLast()));
    }

    @Test
    void syslog_over_tcp_says_how_long_each_message_is() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var received =
                    CompletableFuture.supplyAsync(() -> {
                        try (var socket = server.accept()) {
                            return new String(socket.getInputStream().readAllBytes(), UTF_8);
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    });
            record(1);
            shipping(new SyslogSink("127.0.0.1", server.getLocalPort(), true)).tend(() -> true);

            var text = received.join();
            int blank = text.indexOf(' ');
            var message = text.substring(blank + 1);
            assertThat(Integer.parseInt(text.substring(0, blank)))
                    .isEqualTo(message.getBytes(UTF_8).length);
            assertThat(message)
                    .startsWith(
                            "<110>1 2026-11-23T21:00:00.000Z - mintmark - service_token_issued - {")
                    .contains("\"client\":\"service-1\"");
        }
    }

    @Test
    void syslog_over_udp_is_a_datagram_for_each_record() throws Exception {
        try (var server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(10_000);
            record(2);
            shipping(new SyslogSink("127.0.0.1", server.getLocalPort(), false)).tend(() -> true);

            for (int i = 1; i <= 2; i++) {
                var packet = new DatagramPacket(new byte[4_096], 4_096);
                server.receive(packet);
                assertThat(new String(packet.getData(), 0, packet.getLength(), UTF_8))
                        .startsWith("<110>1 ")
                        .contains("\"client\":\"service-" + i + "\"");
            }
        }
    }

    private Shipping shipping(Sink sink) {
        return new Shipping(store.audit(), store.cursors(), List.of(sink), clock);
    }

    private void record(int count) {
        for (int i = 0; i < count; i++) {
            var event =
                    new Event.ServiceTokenIssued(
                            new ClientId("service-" + (store.audit().settled() + 1)),
                            new Origin("192.0.2.7"));
            store.audit().append(List.of(new Entry(clock.instant(), Script.of(event))));
        }
    }

    private static String hmac(String text) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    }

    /// Takes records when it likes.
    private static final class Moody implements Sink {
        private final List<Row> got = new ArrayList<>();
        boolean takes = true;
        int asked;

        @Override
        public String name() {
            return "moody";
        }

        @Override
        public void send(List<Row> rows) throws IOException {
            asked++;
            if (!takes) {
                throw new IOException("not now");
            }
            got.addAll(rows);
        }
    }
}
