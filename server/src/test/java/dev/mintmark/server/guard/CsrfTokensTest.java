package dev.mintmark.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.fixture.Some;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

///
class CsrfTokensTest {
    private final CsrfTokens tokens = new CsrfTokens(Some.bytes(32), Some.RANDOM);

    @Test
    void a_token_is_good_for_the_browser_it_was_made_for() {
        var token = tokens.make("cookie");

        assertThat(tokens.isFor("cookie", token)).isTrue();
        assertThat(tokens.isFor("another cookie", token)).isFalse();
        assertThat(tokens.make("cookie")).isNotEqualTo(token);
    }

    @Test
    void another_authority_makes_other_tokens() {
        var key = Some.bytes(32);
        key[0] ^= 1;

        assertThat(tokens.isFor("cookie", new CsrfTokens(key, Some.RANDOM).make("cookie")))
                .isFalse();
    }

    @Test
    void no_token_with_one_character_changed_is_good() {
        var token = tokens.make("cookie");

        for (int i = 0; i < token.length(); i++) {
            var changed = new StringBuilder(token);
            changed.setCharAt(i, token.charAt(i) == 'A' ? 'B' : 'A');
            assertThat(tokens.isFor("cookie", changed.toString())).as("at %d", i).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cookie",
                "AAAA",
                "****************************************************************"
            })
    void nonsense_is_not_good(String nonsense) {
        assertThat(tokens.isFor("cookie", nonsense)).isFalse();
    }
}
