package dev.mintmark.verifier.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;

@DisplayName("R-080: which addresses are inside")
class ReachTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.1.1",
                "100.63.255.255",
                "100.128.0.0",
                "198.17.0.1",
                "198.20.0.1",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2002:808:808::1",
                "64:ff9b::808:808"
            })
    void addresses_of_the_world(String address) throws Exception {
        assertThat(reach(address)).isEqualTo(Reach.PUBLIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.5",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.178.1",
                "100.64.0.1",
                "192.0.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "fc00::1",
                "fd12:3456:789a::1",
                "fec0::1",
                "::ffff:10.0.0.5",
                "::10.0.0.5",
                "64:ff9b::10.0.0.5",
                "2002:a00:5::1",
                "100::1"
            })
    void addresses_of_private_networks(String address) throws Exception {
        assertThat(reach(address)).isEqualTo(Reach.PRIVATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "0.1.2.3",
                "169.254.169.254",
                "224.0.0.1",
                "::1",
                "::",
                "fe80::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::1",
                "2130706433",
                "127.1"
            })
    void addresses_of_this_machine_or_link(String address) throws Exception {
        assertThat(reach(address)).isEqualTo(Reach.LOCAL);
    }

    private static Reach reach(String literal) throws Exception {
        return Reach.of(InetAddress.getByName(literal));
    }
}
