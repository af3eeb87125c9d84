package dev.mintmark.verifier.jose;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

@DisplayName("R-002, R-003: canonical base64url")
class Base64UrlTest {

    @Test
    void what_was_encoded_is_decoded_to_the_same_at_every_length() {
        var random = new Random(1);
        for (int length = 0; length < 200; length++) {
            var bytes = new byte[length];
            random.nextBytes(bytes);
            assertThat(Base64Url.decode(Base64Url.encode(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void of_all_short_texts_only_those_that_encode_back_are_taken() {
        String[] alphabet = {
            "", "A", "Q", "R", "g", "h", "-", "_", "=", "+", "/", " ", ".", "\n", "é"
        };
        for (String a : alphabet) {
            for (String b : alphabet) {
                for (String c : alphabet) {
                    byte[] decoded = Base64Url.decode(a + b + c);
                    if (decoded != null) {
                        assertThat(Base64Url.encode(decoded)).isEqualTo(a + b + c);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A", "AAAAA", "QR", "QQ=", "QQ==", "QUF=", "QUJ", "Q Q", "QQ\n", "Q+", "Q/", "Ａ"
            })
    void another_spelling_is_refused(String text) {
        assertThat(Base64Url.decode(text)).isNull();
    }

    @Test
    void a_part_is_decoded_where_it_stands() {
        byte[] text = "..QUJD..".getBytes(US_ASCII);
        assertThat(Base64Url.decode(text, 2, 6)).isEqualTo("ABC".getBytes(US_ASCII));
        assertThat(Base64Url.decode(text, 1, 6)).isNull();
        assertThat(Base64Url.decode(text, 4, 4)).isEmpty();
    }
}
