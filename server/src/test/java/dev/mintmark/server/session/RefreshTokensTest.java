package dev.mintmark.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.id.FamilyId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.IntStream;

class RefreshTokensTest {
    private static final FamilyId FAMILY = new FamilyId(0x0123456789abcdefL, -42);

    private final byte[] key = Some.bytes(32);
    private final byte[] salt = Some.bytes(32);
    private final RefreshTokens tokens = new RefreshTokens(key);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 77, Integer.MAX_VALUE})
    void a_token_reads_as_it_was_written(int generation) {
        var read = tokens.read(tokens.write(FAMILY, generation, salt)).orElseThrow();

        assertThat(read.family()).isEqualTo(FAMILY);
        assertThat(read.generation()).isEqualTo(generation);
        assertThat(tokens.isGenuine(read, salt)).isTrue();
    }

    @Test
    void r_232_a_token_is_letters_and_digits_behind_its_mark() {
        assertThat(tokens.write(FAMILY, 3, salt)).matches("mm_rt_[0-9A-Za-z]{105}");
    }

    @Test
    void the_same_generation_always_has_the_same_token_on_every_node() {
        assertThat(new RefreshTokens(key.clone()).write(FAMILY, 3, salt))
                .isEqualTo(tokens.write(FAMILY, 3, salt));
    }

    @Test
    void generations_families_salts_and_keys_all_make_another_token() {
        assertThat(
                        new String[] {
                            tokens.write(FAMILY, 3, salt),
                            tokens.write(FAMILY, 4, salt),
                            tokens.write(new FamilyId(1, 2), 3, salt),
                            tokens.write(FAMILY, 3, Some.bytes(32)),
                            new RefreshTokens(Some.bytes(32)).write(FAMILY, 3, salt)
                        })
                .doesNotHaveDuplicates();
    }

    @Test
    void any_changed_character_is_refused() {
        var token = tokens.write(FAMILY, 3, salt);

        for (int at = 0; at < token.length(); at++) {
            for (char other : "0Zz_-é\0".toCharArray()) {
                if (token.charAt(at) != other) {
                    var changed = token.substring(0, at) + other + token.substring(at + 1);
                    assertThat(tokens.read(changed)).isEmpty();
                }
            }
        }
    }

    @Test
    void a_cut_or_longer_token_is_refused() {
        var token = tokens.write(FAMILY, 3, salt);

        assertThat(IntStream.range(0, token.length()).mapToObj(token::substring).skip(1))
                .allMatch(cut -> tokens.read(cut).isEmpty());
        assertThat(IntStream.range(0, token.length()).mapToObj(end -> token.substring(0, end)))
                .allMatch(cut -> tokens.read(cut).isEmpty());
        assertThat(tokens.read(token + "0")).isEmpty();
        assertThat(tokens.read(" " + token)).isEmpty();
    }

    @Test
    void a_token_with_the_tag_of_another_key_is_refused() {
        var forger = new RefreshTokens(Some.bytes(32));

        assertThat(tokens.read(forger.write(FAMILY, 3, salt))).isEmpty();
    }

    @Test
    void the_server_key_without_the_salt_makes_no_genuine_token() {
        var forged = tokens.read(tokens.write(FAMILY, 3, new byte[32])).orElseThrow();

        assertThat(tokens.isGenuine(forged, salt)).isFalse();
    }

    @Test
    void what_was_read_does_not_show_its_secret() {
        assertThat(tokens.read(tokens.write(FAMILY, 3, salt)).orElseThrow())
                .hasToString("Presented[0123456789abcdefffffffffffffffd6 3]");
    }
}
