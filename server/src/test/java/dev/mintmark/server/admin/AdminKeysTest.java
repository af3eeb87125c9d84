package dev.mintmark.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.secret.MarkedText;
import dev.mintmark.server.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

class AdminKeysTest {
    private final AdminKeyStore store = new MemoryStore(new MovableClock()).adminKeys();
    private final AdminKeys keys = new AdminKeys(store);

    @Test
    void the_first_key_is_made_once_and_works_from_then_on() {
        var key = keys.makeFirst(Some.RANDOM, _ -> {}).orElseThrow();

        assertThat(keys.isKey(key)).isTrue();
        assertThat(keys.makeFirst(Some.RANDOM, _ -> {})).isEmpty();
        var nextStart = new AdminKeys(store);
        assertThat(nextStart.makeFirst(Some.RANDOM, _ -> {})).isEmpty();
        assertThat(nextStart.isKey(key)).isTrue();
    }

    @Test
    void r_232_a_made_key_carries_its_mark() {
        var key = keys.makeFirst(Some.RANDOM, _ -> {}).orElseThrow();

        assertThat(MarkedText.read(MarkedText.Kind.ADMIN_KEY, key).orElseThrow()).hasSize(32);
    }

    @Test
    void r_233_only_the_hash_of_a_key_is_kept() {
        var key = keys.makeFirst(Some.RANDOM, _ -> {}).orElseThrow();

        assertThat(store.hashes()).hasSize(1);
        assertThat(store.hashes().getFirst()).hasSize(32);
        assertThat(Arrays.equals(store.hashes().getFirst(), key.getBytes(UTF_8))).isFalse();
    }

    @Test
    void nothing_else_is_a_key() {
        var key = keys.makeFirst(Some.RANDOM, _ -> {}).orElseThrow();

        assertThat(keys.isKey("")).isFalse();
        assertThat(keys.isKey(key + " ")).isFalse();
        assertThat(keys.isKey(key.substring(1))).isFalse();
        assertThat(new AdminKeys(new MemoryStore(new MovableClock()).adminKeys()).isKey(key))
                .isFalse();
        assertThat(new AdminKeys(new MemoryStore(new MovableClock()).adminKeys()).isKey(""))
                .isFalse();
    }

    @Test
    void a_key_from_the_settings_works_until_the_process_ends() {
        keys.accept("from the settings");

        assertThat(keys.isKey("from the settings")).isTrue();
        assertThat(new AdminKeys(store).isKey("from the settings")).isFalse();
    }
}
