package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;

class StoppingTest {
    private static final String SIGN_IN =
            "{\"username\":\"ann\",\"password\":\"correct horse battery\"}";

    @TempDir private Path folder;

    @Test
    void a_request_under_way_is_answered_before_the_authority_goes()
            throws IOException, InterruptedException {
        try (var authority = AuthorityProcess.serve(DataFolders.startedOnce(folder))) {
            authority.admin().addUser("ann", "correct horse battery");
            try (var wire = Wire.to(authority.issuer())) {
                wire.send(
                        """
                        POST /v1/login HTTP/1.1
                        Host: localhost
                        Content-Type: application/json
                        Content-Length: %d
                        Expect: 100-continue

                        """
                                .formatted(SIGN_IN.length())
                                .replace("\n", "\r\n"));
                assertThat(wire.readHead()).startsWith("HTTP/1.1 100 ");

                authority.terminate();
                awaitClosedDoor(authority);
                wire.send(SIGN_IN);

                assertThat(wire.readToEnd()).startsWith("HTTP/1.1 200 ").contains("mm_rt_");
            }
            assertThat(authority.exitCode()).as("the usual one of SIGTERM").isEqualTo(143);
            assertThat(authority.data().resolve("endpoint")).doesNotExist();
            assertThat(authority.log()).doesNotContain("\"level\":\"error\"", "\"stack\"");
        }
    }

    @Test
    void an_idle_connection_does_not_hold_it_up() throws IOException, InterruptedException {
        try (var authority = AuthorityProcess.serve(DataFolders.startedOnce(folder));
                var idle = Wire.to(authority.issuer())) {
            idle.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(idle.readHead()).startsWith("HTTP/1.1 200 ");

            authority.terminate();

            assertThat(authority.exitCode()).isEqualTo(143);
            assertThat(authority.data().resolve("endpoint")).doesNotExist();
        }
    }

    @Test
    void another_one_starts_where_it_stopped() throws InterruptedException {
        try (var authority = AuthorityProcess.serve(DataFolders.startedOnce(folder))) {
            authority.admin().addUser("ann", "correct horse battery");
            var token = authority.caller().signIn("ann", "correct horse battery");
            authority.terminate();
            authority.exitCode();

            try (var next = authority.again()) {
                assertThat(next.caller().refresh(token.text("refresh_token")).status())
                        .isEqualTo(200);
            }
        }
    }

    private static void awaitClosedDoor(AuthorityProcess authority) {
        while (true) {
            try (var probe =
                    new Socket(InetAddress.getLoopbackAddress(), authority.issuer().getPort())) {
                if (!probe.isConnected()) {
                    return;
                }
            } catch (IOException _) {
                return;
            }
            Thread.onSpinWait();
        }
    }
}
