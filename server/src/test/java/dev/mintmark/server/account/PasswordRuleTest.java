package dev.mintmark.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRuleTest {

    @ParameterizedTest
    @ValueSource(strings = {"12345678", "aaaaaaaa", "        ", "пароль12", "🔑🔑🔑🔑🔑🔑🔑🔑"})
    void eight_characters_of_any_kind_will_do(String password) {
        assertThat(PasswordRule.complaint(password)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "🔑🔑🔑🔑🔑🔑🔑"})
    void fewer_will_not(String password) {
        assertThat(PasswordRule.complaint(password))
                .contains("A password needs at least 8 characters.");
    }

    @ParameterizedTest
    @CsvSource({"x, 1024, true", "x, 1025, false", "🔑, 1024, true", "🔑, 1025, false"})
    void r_236_a_passphrase_may_have_1024(String character, int times, boolean fine) {
        assertThat(PasswordRule.complaint(character.repeat(times)).isEmpty()).isEqualTo(fine);
    }
}
