package dev.mintmark.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class SecretsTest {
    private static final String KEY = "q83vEjRWeJCrze8SNFZ4kAECAwQFBgcICQoLDA0ODxA";
    private static final String OTHER = "yL0sUqZ3vTt7m1Kc9XbRr5GdHf2JwPoNeAa8Qi6EuYg";
    private static final String ADMIN = "mm_ak_0123456789abcdefghijklmnopqrstuvwxyz";

    @TempDir Path directory;

    @Test
    void an_issuer_others_can_reach_needs_a_master_key() {
        var issuer = Map.of("MINTMARK_ISSUER", "https://auth.example");
        assertThat(problems(issuer)).singleElement().asString().contains("MINTMARK_MASTER_KEY");

        var settings =
                loaded(
                        Map.of(
                                "MINTMARK_ISSUER",
                                "https://auth.example",
                                "MINTMARK_MASTER_KEY",
                                KEY));
        assertThat(settings.mayMakeSecrets()).isFalse();
        assertThat(settings.masterKey())
                .isInstanceOfSatisfying(
                        SecretSetting.Given.class,
                        given -> assertThat(given.secret().reveal()).isEqualTo(KEY));
    }

    @Test
    void a_secret_can_come_from_a_file_with_its_trailing_newline() throws IOException {
        var file = Files.writeString(directory.resolve("key"), KEY + "\n");

        assertThat(loaded(Map.of("MINTMARK_MASTER_KEY_FILE", file.toString())).masterKey())
                .isInstanceOfSatisfying(
                        SecretSetting.Given.class,
                        given -> assertThat(given.secret().reveal()).isEqualTo(KEY));
    }

    @Test
    void a_secret_given_twice_in_one_place_is_refused_and_a_flag_overrides_both_forms()
            throws IOException {
        var file = Files.writeString(directory.resolve("key"), KEY).toString();
        var both = Map.of("MINTMARK_MASTER_KEY", KEY, "MINTMARK_MASTER_KEY_FILE", file);

        assertThat(problems(both))
                .containsExactly(
                        "MINTMARK_MASTER_KEY and MINTMARK_MASTER_KEY_FILE are both set; keep one");
        assertThat(Settings.load(Map.of("master-key-file", file), both))
                .isInstanceOf(Loading.Loaded.class);
    }

    @Test
    void bad_secrets_are_named_and_never_quoted() throws IOException {
        var empty = Files.writeString(directory.resolve("empty"), "\n").toString();

        assertThat(problems(Map.of("MINTMARK_MASTER_KEY", "hunter2", "MINTMARK_ADMIN_KEY", "abc")))
                .containsExactly(
                        "MINTMARK_MASTER_KEY must be 32 bytes in base64 or base64url (43 characters)",
                        "MINTMARK_ADMIN_KEY must be at least 32 characters of"
                                + " A-Z a-z 0-9 . _ ~ + / = -");
        assertThat(problems(Map.of("MINTMARK_MASTER_KEY", "A".repeat(43))))
                .containsExactly("MINTMARK_MASTER_KEY is not random; make one, do not write one");
        assertThat(problems(Map.of("MINTMARK_MASTER_KEY_FILE", KEY, "MINTMARK_ADMIN_KEY", ADMIN)))
                .containsExactly("MINTMARK_MASTER_KEY_FILE: the file cannot be read");
        assertThat(problems(Map.of("MINTMARK_ADMIN_KEY_FILE", empty)))
                .containsExactly("MINTMARK_ADMIN_KEY_FILE: the file is empty");
    }

    @Test
    void a_reference_is_kept_and_followed_only_when_somebody_needs_the_secret() {
        var settings =
                loaded(
                        Map.of(
                                "MINTMARK_MASTER_KEY",
                                "exec:echo " + KEY,
                                "MINTMARK_ADMIN_KEY",
                                "exec:false"));

        assertThat(fetched(settings, settings.masterKey())).contains(KEY);
        assertThatThrownBy(() -> fetched(settings, settings.adminKey()))
                .isInstanceOf(SecretNotThere.class)
                .hasMessage(
                        "MINTMARK_ADMIN_KEY: the program false ended with 1; run it by hand to see"
                                + " why.");
    }

    @Test
    void what_was_fetched_is_held_to_the_same_rules() {
        var settings = loaded(Map.of("MINTMARK_MASTER_KEY", "exec:echo hunter2"));

        assertThatThrownBy(() -> fetched(settings, settings.masterKey()))
                .isInstanceOf(SecretNotThere.class)
                .hasMessage(
                        "MINTMARK_MASTER_KEY, as it was fetched, must be 32 bytes in base64 or"
                                + " base64url (43 characters).");
    }

    @Test
    void a_file_is_read_again_when_it_is_asked_for_again() throws IOException {
        var file = Files.writeString(directory.resolve("key"), KEY + "\n");
        var settings = loaded(Map.of("MINTMARK_MASTER_KEY_FILE", file.toString()));
        Files.writeString(file, KEY + "\n" + OTHER + "\n");

        assertThat(fetched(settings, settings.masterKey())).contains(KEY + "\n" + OTHER);

        Files.writeString(file, "hunter2");
        assertThatThrownBy(() -> fetched(settings, settings.masterKey()))
                .isInstanceOf(SecretNotThere.class)
                .message()
                .startsWith("MINTMARK_MASTER_KEY_FILE must be 32 bytes");
    }

    @Test
    void several_master_keys_stand_on_lines_of_their_own_or_between_commas() {
        var settings = loaded(Map.of("MINTMARK_MASTER_KEY", KEY + ", " + OTHER));

        assertThat(fetched(settings, settings.masterKey())).contains(KEY + "\n" + OTHER);
        assertThat(problems(Map.of("MINTMARK_MASTER_KEY", (KEY + ",").repeat(5))))
                .containsExactly("MINTMARK_MASTER_KEY has more than 4 keys");
    }

    @Test
    void vault_needs_an_address_and_a_token_that_is_not_in_vault() {
        assertThat(problems(Map.of("MINTMARK_VAULT_ADDRESS", "https://vault.example")))
                .containsExactly(
                        "MINTMARK_VAULT_ADDRESS and MINTMARK_VAULT_TOKEN go together; set both or"
                                + " none");
        assertThat(
                        problems(
                                Map.of(
                                        "MINTMARK_VAULT_ADDRESS",
                                        "http://vault.example",
                                        "MINTMARK_VAULT_TOKEN",
                                        "vault:secret/data/x#y")))
                .hasSize(2)
                .first()
                .asString()
                .contains("https");
        var settings = loaded(Map.of("MINTMARK_MASTER_KEY", "vault:secret/data/x#y"));
        assertThatThrownBy(() -> fetched(settings, settings.masterKey()))
                .hasMessage("MINTMARK_MASTER_KEY: nothing says where Vault is.");
    }

    @Test
    void settings_print_without_their_secrets() {
        var settings = loaded(Map.of("MINTMARK_MASTER_KEY", KEY, "MINTMARK_ADMIN_KEY", ADMIN));

        assertThat(settings.toString()).doesNotContain(KEY, ADMIN).contains("***");
    }

    private static Optional<String> fetched(Settings settings, SecretSetting secret) {
        return secret.fetch(settings.secretSources()).map(Secret::reveal);
    }

    private static Settings loaded(Map<String, String> environment) {
        var loading = Settings.load(Map.of(), environment);
        assertThat(loading).isInstanceOf(Loading.Loaded.class);
        return ((Loading.Loaded) loading).settings();
    }

    private static List<String> problems(Map<String, String> environment) {
        return problems(Settings.load(Map.of(), environment));
    }

    private static List<String> problems(Loading loading) {
        assertThat(loading).isInstanceOf(Loading.Invalid.class);
        return ((Loading.Invalid) loading).problems();
    }
}
