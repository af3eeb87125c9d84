package dev.mintmark.server.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    @Test
    void a_family_id_survives_as_text_and_as_bytes() {
        for (int i = 0; i < 100; i++) {
            var id = new FamilyId(Some.RANDOM.nextLong(), Some.RANDOM.nextLong());
            assertThat(id.toString()).matches("[0-9a-f]{32}");
            assertThat(FamilyId.parse(id.toString())).contains(id);
            assertThat(FamilyId.of(id.bytes())).isEqualTo(id);
        }
    }

    @Test
    void family_ids_sort_by_the_time_they_were_made() {
        var sooner = FamilyId.random(MovableClock.START, Some.RANDOM);
        var later = FamilyId.random(MovableClock.START.plusMillis(1), Some.RANDOM);

        assertThat(sooner.toString()).isLessThan(later.toString());
        assertThat(FamilyId.random(MovableClock.START, Some.RANDOM)).isNotEqualTo(sooner);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0000000000000001000000000000000",
                "000000000000000100000000000000021",
                "0000000000000001000000000000000G",
                "0000000000000001000000000000000A",
                "+000000000000001000000000000000a",
                "-000000000000001000000000000000a",
                "０000000000000001000000000000000",
            })
    void anything_else_is_no_family_id(String text) {
        assertThat(FamilyId.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "web", "my.app:1/x~y_z-0", "https://app.example.com/"})
    void a_client_id_may_be_a_name_or_an_address(String text) {
        assertThat(ClientId.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-x", "a b", "ä", "a\n", "a%20b", "usr_", "usr_alice"})
    void r_053_no_client_id_needs_escaping_or_looks_like_a_user(String text) {
        assertThat(ClientId.isValid(text)).isFalse();
        assertThatThrownBy(() -> new ClientId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_client_id_has_at_most_100_characters() {
        assertThat(ClientId.isValid("x".repeat(100))).isTrue();
        assertThat(ClientId.isValid("x".repeat(101))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "", "USR_alice"})
    void r_053_a_user_id_carries_its_prefix(String text) {
        assertThatThrownBy(() -> new UserId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "a, a", "b a, b a", "a a b, a b", "!#[]^~, !#[]^~"})
    void a_scope_is_a_set_in_the_order_given(String text, String shown) {
        assertThat(Scopes.parse(text).orElseThrow()).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {" ", "a ", " a", "a  b", "a\tb", "a\"b", "a\\b", "ä", "a\0", "a\u00a0b"})
    void anything_else_is_no_scope(String text) {
        assertThat(Scopes.parse(text)).isEmpty();
    }

    @Test
    void a_scope_contains_what_it_names_and_always_nothing() {
        var both = Some.scopes("a b");

        assertThat(both.contains(Some.scopes("b a"))).isTrue();
        assertThat(both.contains(Scopes.NONE)).isTrue();
        assertThat(both.contains(Some.scopes("a c"))).isFalse();
        assertThat(Scopes.NONE.contains(both)).isFalse();
    }

    @Test
    void key_ids_have_a_sensible_length() {
        assertThatThrownBy(() -> new KeyId("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KeyId("x".repeat(129)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
