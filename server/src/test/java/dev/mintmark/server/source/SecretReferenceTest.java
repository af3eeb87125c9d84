package dev.mintmark.server.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class SecretReferenceTest {
    @Test
    void words_are_a_program_and_its_arguments() {
        assertThat(SecretReference.of("exec: pass  show\tmintmark"))
                .contains(new SecretReference.Helper(List.of("pass", "show", "mintmark")));
    }

    @Test
    void an_array_keeps_the_blanks_in_its_arguments() {
        assertThat(SecretReference.of("exec:[\"op\", \"read\", \"op://a vault/$(x) 'y'\"]"))
                .contains(
                        new SecretReference.Helper(List.of("op", "read", "op://a vault/$(x) 'y'")));
    }

    @Test
    void a_secret_in_vault_is_named_as_the_api_names_it() {
        assertThat(SecretReference.of("vault:team/kv/data/mintmark/prod#master-key"))
                .contains(new SecretReference.InVault("team/kv/data/mintmark/prod", "master-key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"q83vEjRWeJCrze8SNFZ4kAECAwQFBgcICQoLDA0ODxA", "hunter2", "Exec:x"})
    void any_other_text_is_the_secret_itself(String text) {
        assertThat(SecretReference.of(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exec:",
                "exec:  ",
                "exec:pass show 'a secret'",
                "exec:[]",
                "exec:[\"s3cret\", 1]",
                "exec:[\"s3cret\"",
                "exec:{\"s3cret\":1}",
                "vault:",
                "vault:s3cret",
                "vault:secret/s3cret#field",
                "vault:secret/data/s3cret",
                "vault:secret/data/s3cret#",
                "vault:secret/data/../s3cret#field",
                "vault:secret/data/s3cret?version=1#field",
                "vault:/secret/data/s3cret#field",
            })
    void a_reference_that_makes_no_sense_is_refused_and_not_quoted(String text) {
        assertThatThrownBy(() -> SecretReference.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("s3cret");
    }

    @Test
    void a_helper_does_not_print_its_arguments() {
        assertThat(SecretReference.of("exec:pass show s3cret").orElseThrow().toString())
                .doesNotContain("s3cret");
    }
}
