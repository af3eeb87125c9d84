package dev.mintmark.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "Alice",
                "alice@example.com",
                "Zoë van Dam",
                "王小明",
                "🦊",
                "O'Neil",
                "--"
            })
    void people_may_have_any_name(String name) {
        assertThat(UserName.parse(name).orElseThrow().shown()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " alice",
                "alice ",
                "alice\n",
                "\u00a0alice",
                "alice\u00a0",
                "alice\u3000",
                "al\tice",
                "al\0ice",
                "al\u007fice",
                "al\u0085ice",
                "al\u200bice",
                "al\u202eice",
                "\ufeffalice",
                "al\u2028ice",
                "al\ud800ice",
                "al\uffffice",
            })
    void invisible_characters_and_blanks_at_either_end_are_refused(String name) {
        assertThat(UserName.parse(name)).isEmpty();
    }

    @Test
    void a_name_has_at_most_255_characters() {
        assertThat(UserName.parse("x".repeat(255))).isPresent();
        assertThat(UserName.parse("x".repeat(256))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Alice, aLICE",
        "straße, STRASSE",
        "ΟΔΟΣ, οδος",
        "ΟΔΟΣ, οδοσ",
        "Åse, a\u030ase",
        "\u212bse, åse",
        "ｗｉｄｅ, wide",
        "ＷＩＤＥ, wide",
        "\ufb01sh, FISH",
        "𝐀lice, alice",
        "𝓐𝐋𝑖𝐂e, Alice",
        "Ⅳ, iv",
        "\u2460, 1",
    })
    void names_that_look_alike_but_for_case_or_style_are_one(String one, String other) {
        assertThat(UserName.parse(one).orElseThrow().unique())
                .isEqualTo(UserName.parse(other).orElseThrow().unique());
    }

    @ParameterizedTest
    @CsvSource({"alice, alicé", "alice, bob", "a b, ab"})
    void different_names_stay_different(String one, String other) {
        assertThat(UserName.parse(one).orElseThrow().unique())
                .isNotEqualTo(UserName.parse(other).orElseThrow().unique());
    }

    @Test
    void the_unique_form_is_its_own_unique_form_whatever_the_letter() {
        for (int letter = 0; letter <= Character.MAX_CODE_POINT; letter++) {
            var name = UserName.parse("a" + Character.toString(letter) + "b");
            if (name.isPresent()) {
                var unique = name.get().unique();
                assertThat(UserName.parse(unique).map(UserName::unique).orElse(unique))
                        .as("U+%04X", letter)
                        .isEqualTo(unique);
            }
        }
    }

    @Test
    void a_name_is_shown_in_composed_form() {
        assertThat(UserName.parse("Zoe\u0308").orElseThrow()).hasToString("Zo\u00eb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u3164", "ada\u115f", "ada\u034f", "a\u2800da", "ada\ufe00", "a\u00a0da"})
    void a_name_shows_every_character_it_has(String name) {
        assertThat(UserName.parse(name)).isEmpty();
    }

    @Test
    void a_text_far_too_long_is_not_even_normalised() {
        assertThat(UserName.parse("a" + "\u0301".repeat(15_800) + "\u0327".repeat(15_800)))
                .isEmpty();
    }
}
