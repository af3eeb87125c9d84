package dev.mintmark.server.admin;

import static dev.mintmark.server.admin.AdminScope.ADMIN_KEYS_WRITE;
import static dev.mintmark.server.admin.AdminScope.ALL;
import static dev.mintmark.server.admin.AdminScope.USERS_READ;
import static dev.mintmark.server.admin.AdminScope.USERS_WRITE;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.admin.AdminKeys.Making;
import dev.mintmark.server.admin.AdminKeys.Opening;
import dev.mintmark.server.admin.AdminKeys.Why;
import dev.mintmark.server.event.Witness;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.id.AdminKeyId;
import dev.mintmark.server.secret.MarkedText;
import dev.mintmark.server.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

class AdminKeysTest {
    private final MovableClock clock = new MovableClock();
    private final AdminKeyStore store = new MemoryStore(clock).adminKeys();
    private final AdminKeys keys = keys();

    @Test
    void the_first_key_is_made_once_and_works_from_then_on() {
        var text = keys.makeFirst(_ -> {}).orElseThrow();

        assertThat(opened(text).scopes()).containsExactly(ALL);
        assertThat(keys.makeFirst(_ -> {})).isEmpty();
        var nextStart = keys();
        assertThat(nextStart.makeFirst(_ -> {})).isEmpty();
        assertThat(nextStart.isKey(text)).isTrue();
    }

    @Test
    void r_232_a_made_key_carries_its_mark() {
        var text = keys.makeFirst(_ -> {}).orElseThrow();

        assertThat(MarkedText.read(MarkedText.Kind.ADMIN_KEY, text).orElseThrow()).hasSize(32);
    }

    @Test
    void r_233_nothing_that_opens_anything_is_kept_or_shown() {
        var made = make("ci", Set.of(USERS_READ), Optional.empty());

        assertThat(store.all() + " " + made).doesNotContain(made.text());
    }

    @Test
    void nothing_else_is_a_key() {
        var text = keys.makeFirst(_ -> {}).orElseThrow();

        for (var other : new String[] {"", text + " ", text.substring(1), "mm_ak_"}) {
            assertThat(keys.isKey(other)).isFalse();
            assertThat(keys.open(other)).isEqualTo(new Opening.Refused(Why.UNKNOWN));
        }
        assertThat(
                        new AdminKeys(new MemoryStore(clock).adminKeys(), clock, Some.RANDOM)
                                .isKey(text))
                .isFalse();
    }

    @Test
    void a_key_from_the_settings_works_until_the_process_ends() {
        keys.accept("from the settings");

        assertThat(opened("from the settings").id()).isEqualTo(AdminKeyId.OF_SETTINGS);
        assertThat(keys().isKey("from the settings")).isFalse();
    }

    @Test
    void r_234_a_key_is_good_for_its_scopes_and_writing_includes_reading() {
        var key = make("ci", Set.of(USERS_WRITE), Optional.empty()).key();

        assertThat(key.may(USERS_WRITE)).isTrue();
        assertThat(key.may(USERS_READ)).isTrue();
        for (var scope : AdminScope.values()) {
            if (scope != USERS_READ && scope != USERS_WRITE) {
                assertThat(key.may(scope)).as(scope.word()).isFalse();
            }
            assertThat(boss().may(scope)).as(scope.word()).isTrue();
        }
    }

    @Test
    void r_234_no_key_makes_one_that_may_more_or_lives_longer() {
        var soon = clock.instant().plus(Duration.ofDays(1));
        var weak = make("weak", Set.of(ADMIN_KEYS_WRITE, USERS_READ), Optional.of(soon)).key();

        assertThat(
                        keys.make(
                                weak,
                                "x",
                                Set.of(USERS_WRITE),
                                Optional.empty(),
                                _ -> Witness.silent()))
                .isEqualTo(new Making.TooMuch(USERS_WRITE));
        assertThat(keys.make(weak, "x", Set.of(ALL), Optional.empty(), _ -> Witness.silent()))
                .isEqualTo(new Making.TooMuch(ALL));
        assertThat(
                        made(keys.make(
                                        weak,
                                        "x",
                                        Set.of(USERS_READ),
                                        Optional.empty(),
                                        _ -> Witness.silent()))
                                .key()
                                .expiresAt())
                .contains(soon);
        var later = Optional.of(soon.plusSeconds(1));
        assertThat(
                        made(keys.make(weak, "y", Set.of(USERS_READ), later, _ -> Witness.silent()))
                                .key()
                                .expiresAt())
                .contains(soon);
    }

    @Test
    void r_234_a_key_expires() {
        var made = make("ci", Set.of(ALL), Optional.of(clock.instant().plusSeconds(60)));
        clock.advance(Duration.ofSeconds(59));
        assertThat(keys.isKey(made.text())).isTrue();

        clock.advance(Duration.ofSeconds(1));

        assertThat(keys.open(made.text())).isEqualTo(new Opening.Refused(Why.EXPIRED));
        assertThat(keys.isKey(made.text())).isFalse();
    }

    @Test
    void a_revoked_key_opens_nothing_on_any_node() {
        var made = make("ci", Set.of(ALL), Optional.empty());
        var otherNode = keys();
        assertThat(otherNode.isKey(made.text())).isTrue();

        assertThat(keys.revoke(made.key().id(), Witness.silent())).isTrue();

        assertThat(otherNode.open(made.text())).isEqualTo(new Opening.Refused(Why.REVOKED));
        assertThat(otherNode.isKey(made.text())).isFalse();
        assertThat(keys.revoke(made.key().id(), Witness.silent())).as("again").isFalse();
    }

    @Test
    void r_234_when_a_key_was_used_is_known_to_a_minute() {
        var made = make("ci", Set.of(ALL), Optional.empty());
        assertThat(keys.isKey(made.text())).isTrue();
        assertThat(lastUsed()).as("being looked at is no use").isEmpty();

        keys.open(made.text());
        var first = clock.instant();
        assertThat(lastUsed()).contains(first);

        clock.advance(Duration.ofSeconds(59));
        keys.open(made.text());
        assertThat(lastUsed()).contains(first);

        clock.advance(Duration.ofSeconds(1));
        keys.open(made.text());
        assertThat(lastUsed()).contains(clock.instant());
    }

    @Test
    void a_name_is_free_again_once_its_key_is_revoked() {
        var old = make("ci", Set.of(ALL), Optional.empty()).key();
        assertThat(keys.make(boss(), "ci", Set.of(ALL), Optional.empty(), _ -> Witness.silent()))
                .isEqualTo(new Making.NameTaken());

        keys.revoke(old.id(), Witness.silent());

        assertThat(make("ci", Set.of(ALL), Optional.empty()).key().id()).isNotEqualTo(old.id());
    }

    private AdminKeys keys() {
        return new AdminKeys(store, clock, Some.RANDOM);
    }

    private AdminKey boss() {
        return new AdminKey(
                AdminKeyId.OF_PROCESS,
                "boss",
                Set.of(ALL),
                clock.instant(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Making.Made make(String name, Set<AdminScope> scopes, Optional<Instant> expiresAt) {
        return made(keys.make(boss(), name, scopes, expiresAt, _ -> Witness.silent()));
    }

    private static Making.Made made(Making making) {
        return (Making.Made) making;
    }

    private AdminKey opened(String text) {
        return ((Opening.Opened) keys.open(text)).key();
    }

    private Optional<Instant> lastUsed() {
        return store.all().getFirst().lastUsedAt();
    }
}
