package dev.mintmark.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;

class CidrTest {
    @Test
    void a_block_contains_its_addresses_and_no_others() {
        var block = Cidr.read("10.1.128.0/17").orElseThrow();

        assertThat(block.contains(InetAddress.ofLiteral("10.1.255.255"))).isTrue();
        assertThat(block.contains(InetAddress.ofLiteral("::ffff:10.1.128.1"))).isTrue();
        assertThat(block.contains(InetAddress.ofLiteral("10.1.127.255"))).isFalse();
        assertThat(block.contains(InetAddress.ofLiteral("2001:db8::1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1/8",
                "10.0.0.0/33",
                "10.0.0/8",
                "10.0.0.0/",
                "localhost",
                "10.0.0.0/-1",
                "fe80::1%eth0",
                "256.0.0.1",
                "2001:db8::/129",
                "",
                "10.0.0.0/8,"
            })
    void anything_but_a_block_is_refused(String text) {
        assertThat(Cidr.read(text)).isEmpty();
    }
}
