package dev.mintmark.verifier.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactJwsTest {

    @Test
    void three_segments_are_taken_apart() {
        CompactJws token = CompactJws.split("QQ.QkI.Q0ND");

        assertThat(token).isNotNull();
        assertThat(token.header()).containsExactly('A');
        assertThat(token.payload()).containsExactly('B', 'B');
        assertThat(token.signature()).containsExactly('C', 'C', 'C');
        assertThat(token.signingInputLength()).isEqualTo(6);
    }

    @Test
    void segments_may_be_empty() {
        CompactJws token = CompactJws.split("..");

        assertThat(token).isNotNull();
        assertThat(token.header()).isEmpty();
        assertThat(token.payload()).isEmpty();
        assertThat(token.signature()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "QQ", "QQ.QQ", "QQ.QQ.QQ.QQ", "....", "😀..."})
    void other_numbers_of_segments_are_refused(String text) {
        assertThat(CompactJws.split(text)).isNull();
    }

    /// Two chars that become one byte would move every segment after them.
    @ParameterizedTest
    @ValueSource(strings = {"😀.QQ.QQ", "QQ.😀QQ.QQ", "QQ.QQ.QQ😀"})
    void a_character_of_two_chars_is_refused(String text) {
        assertThat(CompactJws.split(text)).isNull();
        assertThat(CompactJws.objection(text)).contains("outside base64url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "QQ==",
                "QQ=",
                "QUE=",
                "QkI=",
                "Q",
                "QR",
                "QUF",
                "QkJ",
                "Q+/B",
                "Q-_B ",
                " QQ",
                "Q\nQ",
                "QQ\u0000",
                "Qé",
                "QŁ",
                "QQQé",
                "QQQŁ",
                "====",
                "QQQ=",
                "QQQQ=",
                "QQ=Q",
                "QQ==QQQQ"
            })
    void what_is_not_the_one_spelling_of_some_bytes_is_no_segment(String segment) {
        assertThat(parts(segment + ".QQ.QQ").header()).isNull();
        assertThat(parts("QQ." + segment + ".QQ").payload()).isNull();
        assertThat(parts("QQ.QQ." + segment).signature()).isNull();
    }

    private static CompactJws parts(String text) {
        CompactJws token = CompactJws.split(text);
        assertThat(token).isNotNull();
        return token;
    }
}
