package dev.mintmark.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;

class DeviceTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.77,                           192.0.2.0/24",
        "2001:db8:1:2:3:4:5:6,                 2001:db8:1:0:0:0:0:0/48",
        "::ffff:192.0.2.77,                    192.0.2.0/24",
    })
    void an_address_is_kept_no_finer_than_people_need(String address, String network)
            throws Exception {
        assertThat(Device.of("", InetAddress.getByName(address)).network()).isEqualTo(network);
    }

    @Test
    void a_label_is_one_short_line_that_cannot_change_how_the_rest_is_shown() throws Exception {
        var label = "  Alice's\u202e ph\u0000one\r\nX: y " + "x".repeat(100);

        assertThat(Device.of(label, InetAddress.getLoopbackAddress()).label())
                .startsWith("Alice's phoneX: y xxx")
                .hasSize(80);
    }
}
