package dev.mintmark.server.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.fixture.VaultServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

class VaultTest {
    private static final String TOKEN = "hvs.CAESIJ0";
    private static final SecretReference.InVault WHERE =
            new SecretReference.InVault("secret/data/mintmark", "master-key");

    private VaultServer server;

    @BeforeEach
    void open() throws IOException {
        server = new VaultServer(TOKEN);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void a_field_of_a_secret_is_read() {
        server.put("secret/data/mintmark", "master-key", "s3cret\n");

        assertThat(vault(TOKEN).read(WHERE)).isEqualTo(new Fetched.Got("s3cret"));
    }

    @Test
    void the_wrong_token_reads_nothing() {
        server.put("secret/data/mintmark", "master-key", "s3cret");

        assertThat(vault("hvs.other").read(WHERE))
                .isEqualTo(new Fetched.Failed("Vault does not let this token read the secret"));
    }

    @Test
    void a_token_that_would_break_the_header_is_not_sent() {
        assertThat(vault("a\r\nX-Other: b").read(WHERE))
                .isEqualTo(
                        new Fetched.Failed(
                                "the token for Vault is not one line of letters and digits"));
    }

    @Test
    void a_secret_that_is_not_there_or_was_deleted_is_missing() {
        assertThat(vault(TOKEN).read(WHERE))
                .isEqualTo(new Fetched.Failed("Vault has no such secret"));
        server.delete("secret/data/mintmark");
        assertThat(vault(TOKEN).read(WHERE))
                .isEqualTo(new Fetched.Failed("Vault has no such secret"));
    }

    @Test
    void a_field_that_is_not_there_or_no_text_is_missing() {
        server.put("secret/data/mintmark", "other", "s3cret");
        var none = new Fetched.Failed("the secret in Vault has no text in this field");

        assertThat(vault(TOKEN).read(WHERE)).isEqualTo(none);
        assertThat(vault(TOKEN).read(new SecretReference.InVault("secret/data/mintmark", "port")))
                .isEqualTo(none);
    }

    @Test
    void a_sealed_vault_says_so() {
        server.seal();

        assertThat(vault(TOKEN).read(WHERE))
                .isEqualTo(new Fetched.Failed("Vault is sealed or in maintenance"));
    }

    @Test
    void what_is_no_vault_is_not_believed() {
        server.say("secret/data/mintmark", "<html>");
        assertThat(vault(TOKEN).read(WHERE))
                .isEqualTo(new Fetched.Failed("what answers is not Vault: it sent no JSON"));

        server.say("secret/data/mintmark", "{\"data\":\"" + "x".repeat(70_000) + "\"}");
        assertThat(vault(TOKEN).read(WHERE)).isInstanceOf(Fetched.Failed.class);
    }

    @Test
    void a_vault_nobody_answers_at_is_named() throws IOException {
        URI nobody;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }

        assertThat(vault(nobody, TOKEN, Duration.ofSeconds(10)).read(WHERE))
                .isEqualTo(new Fetched.Failed("Vault cannot be reached at " + nobody));
    }

    @Test
    void one_that_accepts_and_says_nothing_is_left() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var address = URI.create("http://127.0.0.1:" + silent.getLocalPort());

            assertThat(vault(address, TOKEN, Duration.ofMillis(300)).read(WHERE))
                    .isInstanceOf(Fetched.Failed.class);
        }
    }

    private Vault vault(String token) {
        return vault(server.address(), token, Duration.ofSeconds(20));
    }

    private static Vault vault(URI address, String token, Duration patience) {
        return new Vault(address, () -> new Fetched.Got(token), Optional.of("team"), patience);
    }
}
