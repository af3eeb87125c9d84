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

            server.serve(HTTP, Proxies.NONE, routes(), RequestListener.NONE);

            assertThatThrownBy(early::readToEnd).isInstanceOf(IOException.class);
        }
        assertThat(exchange(get("/keys"))).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void nothing_is_changed_for_those_who_hung_up() throws Exception {
        start(Limits.DEFAULT);
        var request = "POST /echo HTTP/1.1\r\n" + LAST + "Content-Length: 1\r\n\r\nx";

        // Now and then the server is faster than the network.
        String answer;
        int tries = 0;
        do {
            try (var wire = Wire.to(server.port())) {
                answer = wire.send(request).end().readToEnd();
            }
        } while (answer.startsWith("HTTP/1.1 200 ") && ++tries < 1_000);

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("was closed");
    }

    @Test
    void looking_for_those_who_hung_up_takes_nothing_from_requests_that_follow() throws Exception {
        start(Limits.DEFAULT);
        var body = "a".repeat(300);
        var request = "POST /echo HTTP/1.1\r\n" + HOST + "Content-Length: 300\r\n\r\n" + body;
        try (var wire = Wire.to(server.port())) {
            wire.send(request.repeat(200));

            for (int i = 0; i < 200; i++) {
                assertThat(wire.readAnswer()).startsWith("HTTP/1.1 200 ").contains(body);
            }
        }
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
