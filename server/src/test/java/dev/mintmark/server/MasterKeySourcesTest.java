package dev.mintmark.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.server.config.Loading;
import dev.mintmark.server.config.Settings;
import dev.mintmark.server.fault.CannotStart;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.fixture.VaultServer;
import dev.mintmark.server.key.MasterKey;
import dev.mintmark.server.key.MasterKeySource.Reading;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// An authority whose master key is in Vault, for which a small server stands in.
class MasterKeySourcesTest {
    private static final String PLACE = "secret/data/mintmark";
    private static final String TOKEN = "hvs.CAESIJ0";

    private final String key = MasterKey.random(Some.RANDOM).revealAsText();
    @TempDir private Path folder;
    private VaultServer vault;
    private Path token;

    @BeforeEach
    void open() throws IOException {
        vault = new VaultServer(TOKEN);
        vault.put(PLACE, "master-key", key);
        token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    }

    @AfterEach
    void close() {
        vault.close();
    }

    @Test
    void an_authority_starts_with_the_key_that_is_in_vault() {
        try (var first = start()) {
            assertThat(first.issuer().isLoopback()).isTrue();
        }
        assertThat(folder.resolve("d/master.key")).doesNotExist();
        start().close();

        vault.put(PLACE, "master-key", MasterKey.random(Some.RANDOM).revealAsText());
        assertThatThrownBy(this::start)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("does not open this database");
    }

    @Test
    void a_vault_that_is_sealed_stops_the_start_and_names_the_setting() {
        vault.seal();

        assertThatThrownBy(this::start)
                .isInstanceOf(CannotStart.class)
                .hasMessage("MINTMARK_MASTER_KEY: Vault is sealed or in maintenance.");
        assertThat(folder.resolve("d/master.key")).doesNotExist();
    }

    @Test
    void a_token_that_an_agent_has_renewed_is_taken_from_its_file() throws IOException {
        var settings = settings();
        Files.writeString(token, "hvs.stale");
        try (var directory = DataDirectory.open(folder.resolve("d"))) {
            var source = new MasterKeys(settings, directory);
            assertThat(source.read())
                    .isEqualTo(
                            new Reading.NotThere(
                                    "MINTMARK_MASTER_KEY: Vault does not let this token read the"
                                            + " secret."));

            Files.writeString(token, TOKEN);

            assertThat(source.read()).isInstanceOf(Reading.Found.class);
        }
    }

    @Test
    void a_key_that_was_added_in_vault_is_found_while_the_authority_runs() {
        var next = MasterKey.random(Some.RANDOM).revealAsText();
        try (var directory = DataDirectory.open(folder.resolve("d"))) {
            var source = new MasterKeys(settings(), directory);
            vault.put(PLACE, "master-key", key + "\n" + next);

            assertThat(source.read())
                    .isInstanceOfSatisfying(
                            Reading.Found.class,
                            found ->
                                    assertThat(found.keys())
                                            .extracting(MasterKey::revealAsText)
                                            .containsExactly(key, next));
        }
    }

    private Mintmark start() {
        return Mintmark.start(settings(), InstantSource.system());
    }

    private Settings settings() {
        var loading =
                Settings.load(
                        Map.of("data", folder.resolve("d").toString(), "port", "0"),
                        Map.of(
                                "MINTMARK_MASTER_KEY", "vault:" + PLACE + "#master-key",
                                "MINTMARK_VAULT_ADDRESS", vault.address().toString(),
                                "MINTMARK_VAULT_TOKEN_FILE", token.toString()));
        return ((Loading.Loaded) loading).settings();
    }
}
