package dev.mintmark.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.server.fixture.Some;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2idTest {
    /// Little memory, as most tests are not about strength.
    private static final Argon2id QUICK = new Argon2id(64, 1, 1);

    /// From the test program of the reference implementation; the password is `password`.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
            })
    void hashes_of_the_reference_implementation_are_understood(String phc) {
        assertThat(Argon2id.matches("password", phc)).isTrue();
        assertThat(Argon2id.matches("Password", phc)).isFalse();
        assertThat(Argon2id.matches("", phc)).isFalse();
    }

    @Test
    void r_236_new_hashes_have_the_parameters_that_owasp_asks_for() {
        var phc = Argon2id.DEFAULT.hash("password", Some.RANDOM);

        assertThat(phc)
                .matches(
                        "\\$argon2id\\$v=19\\$m=19456,t=2,p=1"
                                + "\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(Argon2id.matches("password", phc)).isTrue();
        assertThat(Argon2id.DEFAULT.differsFrom(phc)).isFalse();
    }

    @Test
    void each_hash_has_a_salt_of_its_own() {
        assertThat(QUICK.hash("password", Some.RANDOM))
                .isNotEqualTo(QUICK.hash("password", Some.RANDOM));
    }

    @Test
    void a_password_is_the_same_however_its_accents_were_typed() {
        var phc = QUICK.hash("caf\u00e9 \u1e69", Some.RANDOM);

        assertThat(Argon2id.matches("cafe\u0301 s\u0323\u0307", phc)).isTrue();
        assertThat(Argon2id.matches("cafe s", phc)).isFalse();
    }

    @Test
    void styled_letters_are_not_plain_ones() {
        assertThat(Argon2id.matches("fi", QUICK.hash("\ufb01", Some.RANDOM))).isFalse();
    }

    @Test
    void no_password_is_cut() {
        var longest = "x".repeat(1023);
        var phc = QUICK.hash(longest + "a", Some.RANDOM);

        assertThat(Argon2id.matches(longest + "a", phc)).isTrue();
        assertThat(Argon2id.matches(longest + "b", phc)).isFalse();
        assertThat(Argon2id.matches(longest, phc)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nul\0inside", "🔑🔑🔑🔑", "пароль", " "})
    void any_characters_count(String password) {
        var phc = QUICK.hash(password, Some.RANDOM);

        assertThat(Argon2id.matches(password, phc)).isTrue();
        assertThat(Argon2id.matches(password + "\0", phc)).isFalse();
    }

    @Test
    void a_change_of_any_parameter_is_noticed() {
        var phc = QUICK.hash("password", Some.RANDOM);

        assertThat(new Argon2id(128, 1, 1).differsFrom(phc)).isTrue();
        assertThat(new Argon2id(64, 2, 1).differsFrom(phc)).isTrue();
        assertThat(new Argon2id(64, 1, 2).differsFrom(phc)).isTrue();
        assertThat(QUICK.differsFrom(phc)).isFalse();
    }

    @Test
    void r_237_the_decoy_costs_what_a_real_hash_costs_and_matches_nothing() {
        var decoy = Argon2id.DEFAULT.decoy(Some.RANDOM);

        assertThat(decoy).hasSameSizeAs(Argon2id.DEFAULT.hash("x", Some.RANDOM));
        assertThat(Argon2id.DEFAULT.differsFrom(decoy)).isFalse();
        assertThat(Argon2id.matches("", decoy)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "password",
                "$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            })
    void what_is_no_argon2id_hash_matches_nothing_and_is_reported(String stored) {
        assertThatThrownBy(() -> Argon2id.matches("password", stored))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a stored password is not an Argon2id PHC string");
    }
}
