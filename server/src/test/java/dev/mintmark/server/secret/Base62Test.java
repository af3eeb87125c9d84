package dev.mintmark.server.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.fixture.Some;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.nio.ByteBuffer;

class Base62Test {
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    @ParameterizedTest
    @CsvSource({
        "0, 00000000000",
        "1, 00000000001",
        "61, 0000000000z",
        "62, 00000000010",
        "9223372036854775807, AzL8n0Y58m7",
        "-1, LygHa16AHYF",
    })
    void a_block_has_eleven_digits(long value, String text) {
        assertThat(encoded(value)).isEqualTo(text);
        assertThat(decoded(text)).isEqualTo(value);
    }

    @Test
    void any_bytes_come_back() {
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = Some.bytes(24);
            var text = new StringBuilder();
            Base62.encode(bytes, text);
            var back = new byte[24];

            assertThat(text).hasSize(33);
            assertThat(Base62.decode(text, 0, back)).isTrue();
            assertThat(back).isEqualTo(bytes);
        }
    }

    @Test
    void the_digits_are_those_of_the_number() {
        for (int i = 0; i < 1_000; i++) {
            long value = Some.RANDOM.nextLong();
            var number = BigInteger.ZERO;
            for (char c : encoded(value).toCharArray()) {
                number =
                        number.multiply(BigInteger.valueOf(62))
                                .add(BigInteger.valueOf(DIGITS.indexOf(c)));
            }
            assertThat(number).isEqualTo(new BigInteger(Long.toUnsignedString(value)));
        }
    }

    /// One more than 2^64 - 1 would be a second text for zero.
    @ParameterizedTest
    @ValueSource(
            strings = {"LygHa16AHYG", "LygHa16AHZ0", "LygHa16AI00", "M0000000000", "zzzzzzzzzzz"})
    void a_number_beyond_64_bits_is_refused(String text) {
        assertThat(Base62.decode(text, 0, new byte[8])).isFalse();
    }

    @ParameterizedTest
    @ValueSource(chars = {'_', '-', '+', '/', '=', ' ', '\0', '@', '[', '`', '{', '\u0080', '０'})
    void a_foreign_character_is_refused(char foreign) {
        for (int at = 0; at < 11; at++) {
            var text = new StringBuilder("00000000000");
            text.setCharAt(at, foreign);
            assertThat(Base62.decode(text, 0, new byte[8])).isFalse();
        }
    }

    private static String encoded(long value) {
        var text = new StringBuilder();
        Base62.encode(ByteBuffer.allocate(8).putLong(value).array(), text);
        return text.toString();
    }

    private static long decoded(String text) {
        var bytes = new byte[8];
        assertThat(Base62.decode(text, 0, bytes)).isTrue();
        return ByteBuffer.wrap(bytes).getLong();
    }
}
