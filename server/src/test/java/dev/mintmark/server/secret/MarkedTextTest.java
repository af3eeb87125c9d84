package dev.mintmark.server.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.secret.MarkedText.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MarkedTextTest {

    @ParameterizedTest
    @EnumSource
    void every_kind_comes_back(Kind kind) {
        byte[] payload = Some.bytes(bytes(kind));

        assertThat(MarkedText.read(kind, MarkedText.write(kind, payload)).orElseThrow())
                .isEqualTo(payload);
    }

    @ParameterizedTest
    @EnumSource
    void r_232_a_scanner_can_find_every_kind(Kind kind) {
        assertThat(MarkedText.write(kind, Some.bytes(bytes(kind))))
                .matches("mm_(rt|sh|cs|ak|ch)_[0-9A-Za-z]{50,}");
    }

    @ParameterizedTest
    @EnumSource
    void a_text_of_one_kind_is_none_of_another(Kind kind) {
        var text = MarkedText.write(kind, Some.bytes(bytes(kind)));

        for (var other : Kind.values()) {
            if (other != kind) {
                assertThat(MarkedText.read(other, text)).isEmpty();
                assertThat(MarkedText.isMarked(other, text)).isFalse();
            }
        }
        assertThat(MarkedText.isMarked(kind, text)).isTrue();
    }

    @Test
    void the_checksum_covers_the_mark() {
        var secret = MarkedText.write(Kind.CLIENT_SECRET, Some.bytes(32));

        assertThat(MarkedText.read(Kind.ADMIN_KEY, secret.replace("mm_cs_", "mm_ak_"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void any_changed_cut_or_added_character_is_refused(Kind kind) {
        var text = MarkedText.write(kind, Some.bytes(bytes(kind)));

        for (int at = 0; at < text.length(); at++) {
            char other = text.charAt(at) == 'x' ? 'y' : 'x';
            var changed = text.substring(0, at) + other + text.substring(at + 1);
            var cut = text.substring(0, at) + text.substring(at + 1);
            var longer = text.substring(0, at) + other + text.substring(at);
            assertThat(MarkedText.read(kind, changed)).isEmpty();
            assertThat(MarkedText.read(kind, cut)).isEmpty();
            assertThat(MarkedText.read(kind, longer)).isEmpty();
        }
    }

    @Test
    void the_form_does_not_change_between_versions() {
        assertThat(MarkedText.write(Kind.ADMIN_KEY, new byte[32]))
                .isEqualTo("mm_ak_" + "0".repeat(44) + "1Ia7hL");
    }

    @Test
    void a_payload_of_another_length_is_a_mistake() {
        assertThatThrownBy(() -> MarkedText.write(Kind.ADMIN_KEY, new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static int bytes(Kind kind) {
        return kind == Kind.REFRESH_TOKEN || kind == Kind.SESSION_HANDLE ? 72 : 32;
    }
}
