package dev.mintmark.server.secret;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mintmark.server.fixture.Together;

import org.junit.jupiter.api.Test;

import java.util.HexFormat;

class HmacTest {
    private static final String JEFE =
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

    private final Hmac hmac = new Hmac("Jefe".getBytes(US_ASCII));

    /// RFC 4231 section 4.3.
    @Test
    void it_is_the_hmac_that_everybody_knows() {
        assertThat(hex("what do ya want ", "for nothing?")).isEqualTo(JEFE);
    }

    @Test
    void where_the_parts_are_cut_does_not_matter() {
        assertThat(hex("what do ya want for nothing?")).isEqualTo(JEFE);
        assertThat(hex("", "what do ya want for nothing?", "")).isEqualTo(JEFE);
    }

    @Test
    void one_can_be_used_by_many_at_once() throws Exception {
        var all =
                Together.run(
                        16,
                        () -> {
                            var last = "";
                            for (int i = 0; i < 500; i++) {
                                last = hex("what do ya want ", "for nothing?");
                            }
                            return last;
                        });

        assertThat(all).containsOnly(JEFE);
    }

    @Test
    void it_does_not_print_its_key() {
        assertThat(hmac).hasToString("Hmac[***]");
    }

    private String hex(String... parts) {
        var bytes = new byte[parts.length][];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = parts[i].getBytes(US_ASCII);
        }
        return HexFormat.of().formatHex(hmac.of(bytes));
    }
}
