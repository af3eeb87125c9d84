package dev.mintmark.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.FutureTask;

class LifeCycleTest extends ServerTest {
    @Test
    void a_taken_port_is_said_in_one_sentence() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            int port = taken.getLocalPort();
            var refused = new HttpServer("127.0.0.1", port, Limits.DEFAULT);

            assertThat(refused.bind())
                    .isEqualTo(
                            new Startup.CannotListen(
                                    "port %d on 127.0.0.1 is already in use".formatted(port)));
        }
    }

    @Test
    void an_address_of_another_machine_is_said_in_one_sentence() {
        var refused = new HttpServer("192.0.2.1", 0, Limits.DEFAULT);

        assertThat(refused.bind())
                .isEqualTo(new Startup.CannotListen("192.0.2.1 is not an address of this machine"));
    }

    @Test
    void who_asks_before_anybody_answers_is_turned_away_and_not_answered_late() throws Exception {
        server = new HttpServer("127.0.0.1", 0, Limits.DEFAULT);
        server.bind();
        try (var early = Wire.to(server.port())) {
            early.send(get("/keys"));

            server.serve(HTTP, Proxies.NONE, routes());

            assertThatThrownBy(early::readToEnd).isInstanceOf(IOException.class);
        }
        assertThat(exchange(get("/keys"))).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void closing_lets_a_request_under_way_finish() throws Exception {
        start(Limits.DEFAULT);
        try (var wire = Wire.to(server.port())) {
            wire.send(get("/slow"));
            inside.await();
            var closing = new FutureTask<>(server::close, null);
            Thread.ofVirtual().start(closing);
            mayFinish.countDown();

            assertThat(wire.readToEnd()).startsWith("HTTP/1.1 200 ");
            closing.get();
        }
    }

    @Test
    void closing_does_not_wait_for_ever() throws Exception {
        start(Limits.DEFAULT.withDrainTime(Duration.ofMillis(100)));
        try (var wire = Wire.to(server.port())) {
            wire.send(get("/slow"));
            inside.await();

            server.close();

            assertThat(wire.readToEnd()).doesNotContain("finished");
        }
    }
}
