package dev.mintmark.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;

/// V4.1.3, V15.3.4.
class ProxiesTest {
    private final Proxies proxies = new Proxies(peer -> peer.getHostAddress().startsWith("10."));

    @ParameterizedTest
    @CsvSource({
        // An untrusted peer is who it is, whatever it claims.
        "192.0.2.1, 198.51.100.7,                   192.0.2.1",
        "10.0.0.1,  '',                             10.0.0.1",
        "10.0.0.1,  198.51.100.7,                   198.51.100.7",
        // What the client itself wrote stands further left.
        "10.0.0.1,  '1.1.1.1, 198.51.100.7',        198.51.100.7",
        "10.0.0.1,  '1.1.1.1, 198.51.100.7, 10.0.0.2', 198.51.100.7",
        "10.0.0.1,  '10.0.0.3, 10.0.0.2',           10.0.0.3",
        "10.0.0.1,  2001:db8::7,                    2001:db8:0:0:0:0:0:7",
        // Where it cannot be read, nothing before it counts.
        "10.0.0.1,  '198.51.100.7, unknown',        10.0.0.1",
        "10.0.0.1,  '198.51.100.7, evil.example',   10.0.0.1",
        "10.0.0.1,  '198.51.100.7:port',            10.0.0.1",
        "10.0.0.1,  '198.51.100.7,',                10.0.0.1",
        // Some proxies write the port too.
        "10.0.0.1,  '198.51.100.7:1234',            198.51.100.7",
        "10.0.0.1,  '[2001:db8::7]:1234',           2001:db8:0:0:0:0:0:7",
        "10.0.0.1,  '[2001:db8::7]',                2001:db8:0:0:0:0:0:7",
    })
    void the_client_is_the_nearest_that_is_none_of_ours(
            String peer, String forwarded, String client) {
        var headers =
                forwarded.isEmpty()
                        ? Headers.NONE
                        : Headers.NONE.with("X-Forwarded-For", forwarded);

        assertThat(proxies.client(InetAddress.ofLiteral(peer), headers).getHostAddress())
                .isEqualTo(client);
    }

    @Test
    void a_long_list_before_it_does_not_hide_the_client() {
        var headers = Headers.NONE.with("X-Forwarded-For", "1.1.1.1,".repeat(500) + "198.51.100.7");

        assertThat(proxies.client(InetAddress.ofLiteral("10.0.0.1"), headers).getHostAddress())
                .isEqualTo("198.51.100.7");
    }
}
