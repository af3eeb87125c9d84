package dev.mintmark.server.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.fixture.Some;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Base64;
import java.util.HexFormat;

class MasterKeyTest {
    private static final String TEXT = "-_8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE";

    @Test
    void a_key_survives_being_written_down() {
        var key = MasterKey.random(Some.RANDOM);

        assertThat(MasterKey.parse(key.revealAsText()).orElseThrow().derive("x"))
                .isEqualTo(key.derive("x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TEXT,
                TEXT + "=",
                TEXT + "\n",
                TEXT + "=\r\n",
                "  " + TEXT,
                "+/8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE=",
            })
    void every_usual_spelling_is_the_same_key(String text) {
        assertThat(MasterKey.parse(text).orElseThrow().revealAsText()).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 31, 33, 64})
    void anything_but_32_bytes_is_refused(int bytes) {
        assertThat(MasterKey.parse(Base64.getEncoder().encodeToString(new byte[bytes]))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "changeme", "-_8A AAAA", "ää", "\0", "-_8AAA==AAAA"})
    void what_is_no_base64_is_refused(String text) {
        assertThat(MasterKey.parse(text)).isEmpty();
    }

    @Test
    void hexadecimal_is_refused_and_not_taken_for_a_longer_key() {
        assertThat(MasterKey.parse("00".repeat(32))).isEmpty();
    }

    @Test
    void each_purpose_has_a_key_of_its_own() {
        var key = MasterKey.random(Some.RANDOM);

        assertThat(key.derive("sealing 1")).hasSize(32).isNotEqualTo(key.derive("sealing 2"));
    }

    /// HKDF-SHA-256 of 32 zero bytes, no salt, info `mintmark sealing 1`; computed elsewhere. A
    /// change here would lock every operator out.
    @Test
    void the_derivation_does_not_change_between_versions() {
        var key = MasterKey.parse("A".repeat(43)).orElseThrow();

        assertThat(HexFormat.of().formatHex(key.derive("sealing 1")))
                .isEqualTo("e7ca4909355201b4da4d8563fd83ff863c7ee10c4d6bca101dd73bf3dcbee4d4");
    }

    @Test
    void it_does_not_print_itself() {
        assertThat(MasterKey.parse(TEXT).orElseThrow()).hasToString("MasterKey[***]");
    }
}
