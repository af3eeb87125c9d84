package dev.mintmark.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRuleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"12345679qr", "aaaaaaaa b", "   .     ", "пароль12ж", "🔑🔑🔑🔑🔑🔑🔑🔑"})
    void eight_characters_of_any_kind_will_do(String password) {
        assertThat(PasswordRule.complaint(password, "alice")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "🔑🔑🔑🔑🔑🔑🔑"})
    void fewer_will_not(String password) {
        assertThat(PasswordRule.complaint(password, "alice"))
                .contains("A password needs at least 8 characters.");
    }

    @ParameterizedTest
    @CsvSource({"x, 1024, true", "x, 1025, false", "🔑, 1024, true", "🔑, 1025, false"})
    void r_236_a_passphrase_may_have_1024(String character, int times, boolean fine) {
        assertThat(PasswordRule.complaint(character.repeat(times), "alice").isEmpty())
                .isEqualTo(fine);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"password", "12345678", "QwertyUiop", "iloveyou1", "PASSWORD1", "sunshine"})
    void v6_2_4_what_everybody_tries_first_is_refused_however_it_is_written(String password) {
        assertThat(PasswordRule.complaint(password, "alice"))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("breaches"));
    }

    @ParameterizedTest
    @CsvSource({
        "margarethe, margarethe",
        "Margarethe1!, margarethe",
        "margarethemargarethe, margarethe",
        "margarethe99, margarethe@example.com",
        "margarethe@example.com, margarethe@example.com"
    })
    void v6_2_11_neither_is_the_name_of_the_account(String password, String name) {
        assertThat(PasswordRule.complaint(password, name)).isPresent();
    }

    @Test
    void a_sentence_that_a_name_stands_in_is_fine() {
        assertThat(PasswordRule.complaint("where margarethe never swims", "margarethe")).isEmpty();
        assertThat(PasswordRule.complaint("bobbing for apples", "bob")).isEmpty();
    }

    @Test
    void the_list_is_in_order_and_long_enough_for_v6_2_4() throws Exception {
        byte[] list;
        try (var in = CommonPasswords.class.getResourceAsStream("common-passwords.bin")) {
            list = in.readAllBytes();
        }

        assertThat(list.length % CommonPasswords.BYTES).isZero();
        assertThat(list.length / CommonPasswords.BYTES).isGreaterThan(3_000);
        for (int i = CommonPasswords.BYTES; i < list.length; i += CommonPasswords.BYTES) {
            assertThat(
                            java.util.Arrays.compareUnsigned(
                                    list,
                                    i - CommonPasswords.BYTES,
                                    i,
                                    list,
                                    i,
                                    i + CommonPasswords.BYTES))
                    .isNegative();
        }
    }
}
