package dev.mintmark.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.TestKeys;
import dev.mintmark.verifier.jose.VerificationKey;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

@Timeout(60)
@DisplayName("R-089: a snapshot of the keys on disk")
class KeySnapshotTest {

    private static final VerificationKey KEY = TestKeys.key(Algorithm.ES256);
    private static final VerificationKey NEW = TestKeys.key(Algorithm.ED25519);

    @TempDir private Path folder;

    private final FakeIssuer issuer = new FakeIssuer().publishes(KEY);
    private final MovableClock clock = new MovableClock();
    private final Words words = new Words();
    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve("keys.json");
    }

    @AfterEach
    void close() {
        words.close();
        issuer.close();
    }

    @Test
    void a_service_starts_with_it_while_its_issuer_is_down() throws Exception {
        fetchOnce();
        issuer.serves(FakeIssuer.KEYS, 503, "");
        clock.advance(Duration.ofHours(23));
        try (var keys = keys()) {
            keys.start();
            assertThat(keys.isReady()).isTrue();
            assertThat(keys.lookup("ES256-key", Algorithm.ES256))
                    .isInstanceOf(KeyLookup.Found.class);
            assertThat(keys.lookup("unknown", Algorithm.ES256))
                    .isInstanceOf(KeyLookup.Unavailable.class);
            assertThat(keys.fetchedAt()).contains(Tokens.NOW);
        }
    }

    @Test
    @DisplayName("R-085, R-089: no older than an outage may last")
    void it_is_not_used_when_it_is_older_than_a_day() throws Exception {
        fetchOnce();
        issuer.serves(FakeIssuer.KEYS, 503, "");
        clock.advance(Duration.ofHours(24));
        assertNotUsed("it is of");
    }

    @Test
    @DisplayName("R-087, R-089: the issuer has the last word")
    void what_the_issuer_says_replaces_it() throws Exception {
        fetchOnce();
        issuer.publishes(NEW);
        try (var keys = keys()) {
            assertThat(keys.lookup("Ed25519-key", Algorithm.ED25519))
                    .isInstanceOf(KeyLookup.Found.class);
            assertThat(keys.lookup("ES256-key", Algorithm.ES256))
                    .isInstanceOf(KeyLookup.NoSuchKey.class);
        }
        issuer.serves(FakeIssuer.KEYS, 503, "");
        try (var keys = keys()) {
            assertThat(keys.lookup("Ed25519-key", Algorithm.ED25519))
                    .isInstanceOf(KeyLookup.Found.class);
        }
    }

    @Test
    @DisplayName("R-086, R-089: a bad answer")
    void a_set_without_keys_does_not_replace_it() throws Exception {
        fetchOnce();
        String before = Files.readString(file);
        issuer.serves(FakeIssuer.KEYS, 200, "{\"keys\":[]}");
        try (var keys = keys()) {
            keys.lookup("unknown", Algorithm.ES256);
        }
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    @DisplayName("R-089: mode 0600 from creation")
    void nobody_else_may_read_it_at_any_time() throws Exception {
        try (var watch = folder.getFileSystem().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            fetchOnce();
            var created = new CopyOnWriteArrayList<String>();
            var key = watch.take();
            key.pollEvents().forEach(event -> created.add(event.context().toString()));
            // A new file beside the old, never the file itself being written.
            assertThat(created.get(0)).startsWith(".keys.json").endsWith(".new");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @ParameterizedTest
    @DisplayName("R-089: wider permissions")
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-", "rwx------"})
    void a_file_that_others_may_touch_is_not_believed(String permissions) throws Exception {
        fetchOnce();
        issuer.serves(FakeIssuer.KEYS, 503, "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        assertNotUsed(permissions);
    }

    @ParameterizedTest
    @DisplayName("R-089: damaged")
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"mintmark_key_snapshot\":2,\"source\":\"S\",\"fetched_at\":1,\"jwks\":\"\"}",
                "{\"mintmark_key_snapshot\":1,\"source\":\"SOURCE\",\"fetched_at\":\"x\","
                        + "\"jwks\":\"{}\"}",
                "{\"mintmark_key_snapshot\":1,\"source\":\"SOURCE\",\"fetched_at\":NOW,"
                        + "\"jwks\":\"not a key set\"}",
                "{\"mintmark_key_snapshot\":1,\"source\":\"SOURCE\",\"jwks\":\"{}\"}"
            })
    void a_damaged_file_is_not_used(String text) throws Exception {
        issuer.serves(FakeIssuer.KEYS, 503, "");
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                file,
                text.replace("SOURCE", issuer.keysUri().toString())
                        .replace("NOW", Long.toString(Tokens.NOW.getEpochSecond())));
        assertNotUsed("");
    }

    @Test
    @DisplayName("R-089: foreign")
    void a_file_of_another_issuer_is_not_used() throws Exception {
        fetchOnce();
        try (var keys =
                KeySource.atUrl(issuer.uri().resolve("/other"))
                        .withClock(clock)
                        .withSnapshot(file)) {
            assertThat(keys.lookup("ES256-key", Algorithm.ES256))
                    .isInstanceOf(KeyLookup.Unavailable.class);
        }
        assertThat(words.said()).anyMatch(word -> word.contains("of another issuer"));
    }

    @Test
    @DisplayName("R-089: a link")
    void a_link_is_not_followed() throws Exception {
        fetchOnce();
        issuer.serves(FakeIssuer.KEYS, 503, "");
        Path elsewhere = folder.resolve("elsewhere.json");
        Files.move(file, elsewhere);
        Files.createSymbolicLink(file, elsewhere);
        assertNotUsed("a link");
    }

    @Test
    @DisplayName("R-089: from the future")
    void a_file_of_a_time_to_come_is_not_used() throws Exception {
        clock.advance(Duration.ofHours(1));
        fetchOnce();
        issuer.serves(FakeIssuer.KEYS, 503, "");
        clock.advance(Duration.ofHours(-1));
        assertNotUsed("it is of");
    }

    @Test
    void a_disk_that_cannot_be_written_costs_no_token() throws Exception {
        try (var keys = keys()) {
            Files.delete(folder);
            assertThat(keys.lookup("ES256-key", Algorithm.ES256))
                    .isInstanceOf(KeyLookup.Found.class);
        }
        assertThat(words.said()).anyMatch(word -> word.contains("was not written"));
    }

    @Test
    void a_folder_that_is_not_there_is_a_mistake_at_the_start() {
        assertThatThrownBy(() ->
                        KeySource.discoveredFrom(URI.create("https://id.example.com"))
                                .withSnapshot(folder.resolve("none/keys.json")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void fetchOnce() {
        try (var keys = keys()) {
            assertThat(keys.lookup("ES256-key", Algorithm.ES256))
                    .isInstanceOf(KeyLookup.Found.class);
        }
    }

    private void assertNotUsed(String word) throws IOException {
        try (var keys = keys()) {
            keys.start();
            assertThat(keys.lookup("ES256-key", Algorithm.ES256))
                    .isInstanceOf(KeyLookup.Unavailable.class);
            assertThat(keys.isReady()).isFalse();
        }
        assertThat(words.said())
                .anyMatch(said -> said.contains("is not used") && said.contains(word));
        assertThat(words.said()).noneMatch(said -> said.contains("\"keys\""));
    }

    private RemoteKeys keys() {
        return KeySource.atUrl(issuer.keysUri()).withClock(clock).withSnapshot(file);
    }

    /// What the operator gets to read.
    private static final class Words extends Handler {

        private final List<String> said = new CopyOnWriteArrayList<>();
        private final Logger logger = Logger.getLogger("dev.mintmark.verifier");

        Words() {
            logger.addHandler(this);
            logger.setUseParentHandlers(false);
        }

        List<String> said() {
            return said;
        }

        @Override
        public void publish(LogRecord line) {
            said.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
            logger.setUseParentHandlers(true);
        }
    }
}
